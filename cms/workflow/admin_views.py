"""協議記録 and the upkeep of pages in the admin."""

from datetime import timedelta
from typing import Any

import django_filters
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.generic import FormView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.accounts.exporting import ExportView, as_download, note_access
from cms.accounts.origin import person_of
from cms.core.calendar import now, today
from cms.core.filters import DayRangeFilter
from cms.core.publishing import holds_publication
from cms.core.wagtail_hooks import explorable_pages
from cms.records.choices import Action
from cms.spreadsheets.writing import XLSX, xlsx
from cms.workflow.choices import Act
from cms.workflow.forms import UpkeepForm
from cms.workflow.models import PageUpkeep, ReviewRecord
from cms.workflow.selectors import HEADER, READ_RECORDS, report_rows, stamp
from cms.workflow.services.upkeep import change_upkeep

TITLE = "協議記録"
UPKEEP = "見直す日の一覧"


class RecordFilterSet(WagtailFilterSet):
    at = DayRangeFilter(label="日")
    act = django_filters.ChoiceFilter(label="したこと", choices=Act.choices)
    title = django_filters.CharFilter(label="対象", lookup_expr="icontains", max_length=150)
    actor_name = django_filters.CharFilter(label="だれが", lookup_expr="icontains", max_length=150)

    class Meta:
        model = ReviewRecord
        fields = ["at", "act", "title", "actor_name"]


class RecordsView(PermissionRequiredMixin, BaseListingView):
    """Looking only; the export asks for a reason."""

    permission_required = READ_RECORDS
    raise_exception = True
    model = ReviewRecord
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    page_title = TITLE
    header_icon = "history"
    index_url_name = index_results_url_name = "workflow_records"
    filterset_class = RecordFilterSet
    paginate_by = 50
    columns = [
        Column("at", label="日時", accessor=lambda row: stamp(row.at)),
        Column("actor_name", label="だれが"),
        Column("act", label="したこと", accessor="get_act_display"),
        Column("title", label="対象"),
        Column("language", label="訳の言語"),
        Column("step", label="確認"),
        Column("municipality", label="自治体"),
        Column("words", label="意見・理由"),
    ]

    def get_queryset(self) -> QuerySet[ReviewRecord]:
        return self.filter_queryset(ReviewRecord.objects.order_by("-at", "-pk"))

    @property
    def header_more_buttons(self) -> list[Button]:
        if not self.request.user.has_perm("workflow.export_reviewrecord"):
            return []
        address = f"{reverse('workflow_records_export')}?{self.request.GET.urlencode()}"
        return [Button("書き出す", url=address, icon_name="download", priority=90)]


class ExportRecordsView(ExportView):
    """協議記録 with comments and publications by hand, for the report of the project."""

    permission_required = "workflow.export_reviewrecord"
    page_title = "協議記録を書き出す"
    explanation = (
        "事業実施報告のために、意見・判断・コメントと、審査なしの公開を、Excel（.xlsx）で書き出します。"
        "一覧で日をしぼりこむと、その日の分だけになります。"
    )

    def above(self) -> list[dict[str, Any]]:
        return [{"url": reverse("workflow_records"), "label": TITLE}]

    def form_valid(self, form: Any) -> HttpResponse:
        asked, reason = self.request.GET, form.cleaned_data["reason"]
        rows = report_rows(first=_day(asked.get("at_from")), last=_day(asked.get("at_to")))
        label = f"{TITLE} {len(rows)}行"
        note_access(self.request, Action.EXPORTED, label=label, reason=reason)
        content = xlsx(TITLE, HEADER, rows)
        return as_download(HttpResponse(content, content_type=XLSX), "review-records.xlsx")


def _day(text: str | None) -> Any:
    try:
        return parse_date(text or "")
    except ValueError:
        return None


class DueColumn(Column):
    """The day, and whether it is over."""

    def get_value(self, instance: PageUpkeep) -> str:
        day = instance.next_review
        if day is None:
            return "決めていません"
        return f"{day:%Y-%m-%d}（すぎています）" if day < today() else f"{day:%Y-%m-%d}"


class UpkeepFilterSet(WagtailFilterSet):
    WITHIN = (("0", "すぎている"), ("30", "30日のうち"), ("90", "90日のうち"))

    within = django_filters.ChoiceFilter(label="見直す日", choices=WITHIN, method="near")
    title = django_filters.CharFilter(
        label="ページ", field_name="page__title", lookup_expr="icontains", max_length=150
    )

    class Meta:
        model = PageUpkeep
        fields = ["within", "title", "owner"]

    def near(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(next_review__lte=today() + timedelta(days=int(value)))


class UpkeepListView(PermissionRequiredMixin, BaseListingView):
    """Which page is looked at again when, and who does it; the earliest day first."""

    permission_required = "workflow.view_pageupkeep"
    raise_exception = True
    model = PageUpkeep
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    page_title = UPKEEP
    header_icon = "date"
    index_url_name = index_results_url_name = "workflow_upkeep"
    filterset_class = UpkeepFilterSet
    paginate_by = 50
    columns = [
        TitleColumn(
            "page",
            label="ページ",
            accessor="page.title",
            get_url=lambda row: reverse("workflow_upkeep_edit", args=[row.page_id]),
        ),
        DueColumn("next_review", label="次に見直す日", sort_key="next_review"),
        Column("owner", label="担当者"),
        Column("municipality", label="名前が出る自治体", accessor="municipality.full_name"),
    ]

    def get_queryset(self) -> QuerySet[PageUpkeep]:
        pages = explorable_pages(None, Page.objects.all(), self.request)
        rows = PageUpkeep.objects.filter(page__in=pages).order_by("next_review", "pk")
        related = ("page", "owner", "municipality__parent__parent")
        return self.filter_queryset(rows.select_related(*related))


class UpkeepView(PermissionRequiredMixin, WagtailAdminTemplateMixin, FormView):
    """Owner, next review and municipality of one page."""

    permission_required = "workflow.change_pageupkeep"
    raise_exception = True
    form_class = UpkeepForm
    template_name = "workflow/admin/upkeep.html"
    page_title = "ページの手入れ"
    header_icon = "date"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.page = Page.objects.filter(pk=kwargs["page_id"], depth__gt=1).first()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.has_permission():
            return self.handle_no_permission()
        if self.page is None or not self.page.permissions_for_user(request.user).can_edit():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("workflow_upkeep"), "label": UPKEEP}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.page.title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        kept = PageUpkeep.objects.filter(page=self.page).first() or PageUpkeep(page=self.page)
        return {
            **super().get_form_kwargs(),
            "instance": kept,
            "for_user": self.request.user,
            "may_free": holds_publication(self.page, self.request.user),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(page=self.page, **kwargs)
        return {**context, "media": context["form"].media}

    def form_valid(self, form: Any) -> HttpResponse:
        change_upkeep(page=self.page, by=person_of(self.request), at=now(), **form.cleaned_data)
        messages.success(self.request, f"「{self.page.title}」の手入れを保存しました。")
        return redirect("wagtailadmin_pages:edit", self.page.pk)
