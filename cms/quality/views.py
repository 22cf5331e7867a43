"""The reports of links and of rights; the list of works as a sheet."""

from typing import Any

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.origin import origin_of
from cms.assets.rights.models import RightsRecord
from cms.assets.serving import Sending, send
from cms.core.calendar import today
from cms.quality.panels import pages_for
from cms.quality.selectors import broken_links
from cms.quality.works import HEADER, cells_of, works
from cms.records.choices import Action
from cms.records.services import record_access
from cms.spreadsheets.writing import xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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


class ExportForm(forms.Form):
    reason = forms.CharField(
        label="理由",
        max_length=300,
        help_text="例：年度末の引継ぎ。この書き出しも記録に残ります。",
    )


class ExportWorksView(PermissionRequiredMixin, WagtailAdminTemplateMixin, FormView):
    """The list for the agency as a sheet whose cells no program computes."""

    permission_required = EXPORT_RIGHTS
    raise_exception = True
    form_class = ExportForm
    template_name = "quality/admin/export_works.html"
    page_title = "著作物一覧を書き出す"
    header_icon = "download"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("rights_works"), "label": TITLE}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.page_title}]

    def form_valid(self, form: Any) -> HttpResponse:
        note(self.request, Action.EXPORTED, label=TITLE, reason=form.cleaned_data["reason"])
        content = xlsx(TITLE, HEADER, [cells_of(work) for work in works(on=today())])
        response = HttpResponse(content, content_type=XLSX)
        response.headers["Content-Disposition"] = 'attachment; filename="works.xlsx"'
        response.headers["Cache-Control"] = "private, no-store"
        return response


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
        note(request, Action.DOWNLOADED, target=record, label=record.evidence_name)
        return response


def note(request: HttpRequest, action: Action, **facts: Any) -> None:
    """One row of the access record."""
    origin = origin_of(request)
    record_access(at=origin.at, action=action, actor=request.user, address=origin.address, **facts)
