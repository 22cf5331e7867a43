"""What is hard to read on a page, for editors and for whoever reviews it. Nothing is refused."""

from collections import Counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from cms.core.querysets import closed_types
from cms.readability.selectors import is_japanese, is_plain, report_on

TITLE = "日本語のやさしさ"


class ReportView(WagtailAdminTemplateMixin, TemplateView):
    """The version that was saved last, as reviewers see it."""

    template_name = "readability/admin/report.html"
    page_title = TITLE
    header_icon = "glasses"

    @property
    def page(self) -> Page:
        page = get_object_or_404(Page, pk=self.kwargs["pk"], depth__gt=1)
        if page.content_type_id in closed_types(self.request.user) or not is_japanese(page):
            raise Http404
        if not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page.get_latest_revision_as_object()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        address = reverse("wagtailadmin_pages:edit", args=[self.kwargs["pk"]])
        return [{"url": address, "label": "編集に戻る"}, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.page
        report = report_on(page)
        counts = Counter(finding.rule for finding in report.findings)
        return super().get_context_data(
            subject=page, is_plain=is_plain(page), report=report, counts=counts.items(), **kwargs
        )
