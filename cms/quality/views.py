"""The reports of links and of rights; the list of works as a sheet."""

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.exporting import ExportView, as_download, note_access
from cms.assets.rights.models import RightsRecord
from cms.assets.serving import Sending, send
from cms.core.calendar import today
from cms.quality.panels import pages_for
from cms.quality.selectors import broken_links
from cms.quality.works import HEADER, cells_of, works
from cms.records.choices import Action
from cms.spreadsheets.writing import XLSX, xlsx

ROWS = 50
VIEW_RIGHTS, EXPORT_RIGHTS = "assets.view_rightsrecord", "assets.export_rightsrecord"
VIEW_LINKS = "quality.view_linkuse"
TITLE = "著作物一覧"
PARTS = {
    "all": "すべて",
    "missing": "権利が書いていない",
    "ending": "60日以内に終わる",
    "ended": "終わった",
}


class ReportView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A list in pages of ROWS rows; what is not a number of a page shows the nearest one."""

    raise_exception = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def rows(self) -> list[Any]:
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = Paginator(self.rows(), ROWS).get_page(self.request.GET.get("p"))
        return {**super().get_context_data(**kwargs), "shown": shown}


class BrokenLinksView(ReportView):
    permission_required = VIEW_LINKS
    template_name = "quality/admin/broken_links.html"
    page_title = "切れたリンク"
    header_icon = "link"

    def rows(self) -> list[Any]:
        return broken_links(pages_for(self.request.user), on=today())


class WorksView(ReportView):
    permission_required = VIEW_RIGHTS
    template_name = "quality/admin/works.html"
    page_title = TITLE
    header_icon = "doc-full-inverse"

    def rows(self) -> list[Any]:
        return [work for work in works(on=today()) if work.is_in(self.part, on=today())]

    @property
    def part(self) -> str:
        asked = self.request.GET.get("part", "")
        return asked if asked in PARTS else "all"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_export = self.request.user.has_perm(EXPORT_RIGHTS)
        own = {"parts": PARTS, "part": self.part, "may_export": may_export}
        return {**super().get_context_data(**kwargs), **own}


class ExportWorksView(ExportView):
    """The list for the agency as a sheet whose cells no program computes."""

    permission_required = EXPORT_RIGHTS
    page_title = "著作物一覧を書き出す"
    explanation = (
        "すべての画像・文書・動画と権利を、1枚の表にします。"
        "権利をもつ人の名前が入ります。使い終わったら、ファイルを消してください。"
    )

    def above(self) -> list[dict[str, Any]]:
        return [{"url": reverse("rights_works"), "label": TITLE}]

    def form_valid(self, form: Any) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        note_access(self.request, Action.EXPORTED, label=TITLE, reason=reason)
        content = xlsx(TITLE, HEADER, [cells_of(work) for work in works(on=today())])
        return as_download(HttpResponse(content, content_type=XLSX), "works.xlsx")


class EvidenceView(PermissionRequiredMixin, View):
    """What shows that we may use a file: saved, never shown inside; opening is recorded."""

    permission_required = VIEW_RIGHTS
    raise_exception = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        record = get_object_or_404(RightsRecord.objects.exclude(evidence=""), pk=pk)
        etag = record.evidence.name.replace("/", "-").replace('"', "")
        sending = Sending(record.evidence, record.evidence_name, etag, True, True)
        try:
            response = send(request, sending)
        except FileNotFoundError as missing:
            raise Http404 from missing
        note_access(request, Action.DOWNLOADED, target=record, label=record.evidence_name)
        return response
