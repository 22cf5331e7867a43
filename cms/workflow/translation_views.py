"""The page on which a translation is handed in: its own editor knows publishing only."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail_localize.models import Translation

from cms.accounts.origin import person_of
from cms.core.publishing import PublicationRefusedError
from cms.translation.checks import unfinished
from cms.translation.selectors import missing_strings
from cms.workflow.models import ReviewState
from cms.workflow.services.translations import hand_in_translation, withdraw_translation

HANDED_IN = "訳を審査に出しました。次に確かめる人に、メールで知らせました。"
WITHDRAWN = "審査を取りやめました。訳はそのまま残っています。"
NOT_WITHDRAWN = (
    "審査を取りやめられませんでした。もう終わったか、ほかの人が出した審査です。"
    "急ぐときは、出した人か、次に確かめる人にたのんでください。"
)


class TranslationReviewView(WagtailAdminTemplateMixin, TemplateView):
    """For whoever edits the translation; what is closed in Japanese was refused before."""

    template_name = "workflow/admin/translation.html"
    page_title = "訳を審査に出す"
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        found = Translation.objects.select_related("source", "target_locale").filter(enabled=True)
        self.translation = get_object_or_404(found, pk=kwargs["translation_id"])
        self.page = self.translation.get_target_instance()
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def edit_address(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": self.edit_address, "label": self.page.get_admin_display_title()}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        missing = missing_strings(self.translation)
        review = self.page.current_workflow_state
        turn = review.current_task_state.specific if review else None
        return super().get_context_data(
            page=self.page,
            language=self.translation.target_locale.get_display_name(),
            edit_address=self.edit_address,
            unfinished=unfinished(len(missing)) if missing else "",
            turn=turn if isinstance(turn, ReviewState) else None,
            is_under_review=self.page.workflow_in_progress,
            may_withdraw=bool(review and review.user_can_cancel(self.request.user)),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "withdraw" in request.POST:
            done = withdraw_translation(translation=self.translation, by=person_of(request))
            tell = messages.success if done else messages.error
            tell(request, WITHDRAWN if done else NOT_WITHDRAWN)
            return redirect(request.path)
        try:
            hand_in_translation(translation=self.translation, by=person_of(request))
        except PublicationRefusedError as refusal:
            messages.error(request, refusal.reason)
            return redirect(request.path)
        messages.success(request, HANDED_IN)
        return redirect(self.edit_address)
