"""The report of counts: by month and kind, thing or municipality; read and exported only."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.apps import apps
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from cms.core.filters import DayRangeFilter
from cms.insights.choices import Act, Grouping
from cms.insights.models import DailyCount
from cms.insights.selectors import labels_of, monthly


def kind_name(kind: str) -> str:
    """「campaigns.asset」 as the Japanese name of the model, as long as it exists."""
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind


def counted_kinds() -> list[tuple[str, str]]:
    kinds = DailyCount.objects.order_by("kind").values_list("kind", flat=True).distinct()
    return [(kind, kind_name(kind)) for kind in kinds]


class CountFilterSet(WagtailFilterSet):
    day = DayRangeFilter(label="日")
    act = django_filters.ChoiceFilter(label="したこと", choices=Act.choices)
    kind = django_filters.ChoiceFilter(label="対象の種類", choices=counted_kinds)
    label = django_filters.CharFilter(label="対象", lookup_expr="icontains", max_length=100)
    municipality = django_filters.CharFilter(
        label="自治体コード", field_name="municipality__code6", max_length=6
    )
    by = django_filters.ChoiceFilter(
        label="まとめかた", choices=Grouping.choices, method="keep", empty_label=None
    )

    class Meta:
        model = DailyCount
        fields = ["by", "day", "act", "kind", "label", "municipality"]

    def keep(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """How rows are grouped leaves none out."""
        return rows


class LinesPaginator(WagtailPaginator):
    """Counts lines of sums, which have no model that could name them."""

    verbose_name = verbose_name_plural = "行"


class MonthlyCountsView(PermissionRequiredMixin, ReportView):
    permission_required = "insights.view_dailycount"
    raise_exception = True
    model = DailyCount
    page_title = "利用の集計"
    paginator_class = LinesPaginator
    header_icon = "order-down"
    index_url_name = index_results_url_name = "monthly_counts"
    filterset_class = CountFilterSet
    paginate_by = 100
    export_filename = "monthly-counts"
    list_export = ["month", "act", "kind", "thing", "municipality", "number"]
    export_headings = {
        "month": "月",
        "act": "したこと",
        "kind": "対象の種類",
        "thing": "対象",
        "municipality": "自治体",
        "number": "回数",
    }
    columns = [Column(name, label=label, accessor=name) for name, label in export_headings.items()]

    def user_has_permission(self, permission: str) -> bool:
        """By the right of Django: whoever may look at the counts may look at the report."""
        return self.has_permission()

    def get_queryset(self) -> QuerySet[DailyCount]:
        return DailyCount.objects.all()

    def get_filtered_queryset(self) -> list[dict[str, Any]]:
        chosen = self.request.GET.get("by", "")
        by = Grouping(chosen) if chosen in Grouping.values else Grouping.KIND
        return as_lines(monthly(super().get_filtered_queryset(), by=by))


def as_lines(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What the table and the sheets show, in words."""
    found = list(rows)
    labels = labels_of({(row["kind"], row["key"]) for row in found if "key" in row})
    return [
        {
            "month": f"{row['month']:%Y-%m}",
            "act": str(Act(row["act"]).label) if row["act"] in Act.values else row["act"],
            "kind": kind_name(row["kind"]),
            "thing": labels.get((row["kind"], row.get("key", "")), row.get("key", "")),
            "municipality": _municipality(row),
            "number": row["total"],
        }
        for row in found
    ]


def _municipality(row: dict[str, Any]) -> str:
    """東京都八王子市; nothing where rows are not grouped by it, or nobody was signed in."""
    parent = row.get("municipality__parent__name") or ""
    return f"{parent}{row.get('municipality__name') or ''}"
