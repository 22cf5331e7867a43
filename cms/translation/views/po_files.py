"""PO files out and in. Whoever may not edit the translation is refused before."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import user_can_edit_instance

from cms.translation.services.po_files import (
    MOST_BYTES,
    TOO_LARGE,
    Imported,
    UnfitPoFileError,
    import_po_file,
    write_po_file,
)

NO_FILE = "POファイルを選んでください。"


class PoFileView(View):
    def dispatch(self, request: HttpRequest, translation_id: int) -> HttpResponseBase:
        found = Translation.objects.select_related("source", "target_locale")
        self.translation = get_object_or_404(found, pk=translation_id)
        if not user_can_edit_instance(request.user, self.translation.get_target_instance()):
            raise PermissionDenied
        return super().dispatch(request)


class DownloadView(PoFileView):
    def get(self, request: HttpRequest) -> HttpResponse:
        code = self.translation.target_locale.language_code
        name = f"{getattr(self.translation.get_target_instance(), 'slug', 'page')}-{code}.po"
        return HttpResponse(
            write_po_file(translation=self.translation),
            content_type="text/x-gettext-translation; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class UploadView(PoFileView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            imported = self._import(request)
            tell = messages.success if imported.is_whole else messages.warning
            tell(request, words_of(imported))
        except UnfitPoFileError as unfit:
            messages.error(request, str(unfit))
        return redirect(get_valid_next_url_from_request(request) or reverse("wagtailadmin_home"))

    def _import(self, request: HttpRequest) -> Imported:
        file = request.FILES.get("file")
        if file is None:
            raise UnfitPoFileError(NO_FILE)
        if (file.size or 0) > MOST_BYTES:
            raise UnfitPoFileError(TOO_LARGE)
        return import_po_file(
            translation=self.translation,
            content=file.read(),
            by=request.user,  # type: ignore[arg-type]  # the admin knows nobody else
        )


def words_of(imported: Imported) -> str:
    parts = [f"訳を{imported.translated}か所取り込みました。"]
    if imported.unknown:
        parts.append(f"このページにない文が{imported.unknown}か所あり、取り込んでいません。")
    if imported.faulty:
        parts.append(f"使えない印のある訳が{imported.faulty}か所あります。赤い文を直してください。")
    return "".join(parts)
