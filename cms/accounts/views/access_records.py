"""The access record for 監査: by day, person, act and object; export with a reason, recorded."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

import django_filters
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.widgets.button import Button

from cms.accounts.exporting import ExportView, as_download, note_access
from cms.core.calendar import TOKYO, now
from cms.core.filters import DayRangeFilter
from cms.records.choices import Action
from cms.records.models import AccessRecord
from cms.spreadsheets.writing import CSV, safe

TITLE = "操作の記録"
HEADER = ("日時", "利用者", "したこと", "対象の種類", "対象の番号", "対象", "どこから", "理由")


class AccessRecordFilterSet(WagtailFilterSet):
    at = DayRangeFilter(label="日")
    actor_name = django_filters.CharFilter(label="利用者", lookup_expr="icontains", max_length=150)
    action = django_filters.ChoiceFilter(label="したこと", choices=Action.choices)
    label = django_filters.CharFilter(label="対象", lookup_expr="icontains", max_length=150)
    kind = django_filters.CharFilter(label="対象の種類", lookup_expr="icontains", max_length=100)

    class Meta:
        model = AccessRecord
        fields = ["at", "actor_name", "action", "label", "kind"]


def moment(row: AccessRecord) -> str:
    return f"{row.at.astimezone(TOKYO):%Y-%m-%d %H:%M:%S}"


class AccessRecordsView(PermissionRequiredMixin, BaseListingView):
    """Looking only: export has a page of its own, which asks for a reason."""

    permission_required = "records.view_accessrecord"
    raise_exception = True
    model = AccessRecord
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    page_title = TITLE
    header_icon = "history"
    index_url_name = index_results_url_name = "access_records"
    filterset_class = AccessRecordFilterSet
    paginate_by = 50
    columns = [
        Column("at", label="日時", accessor=moment),
        Column("actor_name", label="利用者"),
        Column("action", label="したこと", accessor="get_action_display"),
        Column("label", label="対象"),
        Column("address", label="どこから"),
        Column("reason", label="理由"),
    ]

    def get_queryset(self) -> QuerySet[AccessRecord]:
        return self.filter_queryset(AccessRecord.objects.order_by("-at", "-pk"))

    @property
    def header_more_buttons(self) -> list[Button]:
        address = f"{reverse('export_access_records')}?{self.request.GET.urlencode()}"
        return [Button("書き出す", url=address, icon_name="download", priority=90)]


class ExportAccessRecordsView(ExportView):
    """The rows of the filters in the address, as CSV whose cells no program computes."""

    permission_required = "records.export_accessrecord"
    page_title = "操作の記録を書き出す"
    explanation = "一覧でしぼりこんだ行を、CSVで書き出します。"

    def above(self) -> list[dict[str, Any]]:
        return [{"url": reverse("access_records"), "label": TITLE}]

    def rows(self) -> QuerySet[AccessRecord]:
        everything = AccessRecord.objects.order_by("-at", "-pk")
        asked = self.request.GET
        return AccessRecordFilterSet(asked, queryset=everything, request=self.request).qs

    def form_valid(self, form: Any) -> Any:
        rows, asked_at = self.rows(), now()
        label, reason = f"{TITLE} {rows.count()}行", form.cleaned_data["reason"]
        note_access(self.request, Action.EXPORTED, label=label, reason=reason)
        return as_csv(rows.filter(at__lt=asked_at).iterator(chunk_size=2_000))


class _Line:
    """A file that hands each line on."""

    def write(self, text: str) -> str:
        return text


def as_csv(rows: Iterable[AccessRecord]) -> HttpResponseBase:
    return as_download(StreamingHttpResponse(_lines(rows), content_type=CSV), "access-records.csv")


def _lines(rows: Iterable[AccessRecord]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(HEADER)
    for row in rows:
        cells = (
            row.at.astimezone(TOKYO).isoformat(timespec="seconds"),
            row.actor_name,
            row.get_action_display(),
            row.kind,
            row.key,
            row.label,
            row.address or "",
            row.reason,
        )
        yield writer.writerow([safe(str(cell)) for cell in cells])
