"""The access record for 監査: by day, person, act and object; export with a reason, recorded."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

import django_filters
from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from cms.accounts.forms import CleanTextField
from cms.accounts.origin import origin_of, person_of
from cms.core.calendar import TOKYO
from cms.records.choices import Action
from cms.records.models import AccessRecord
from cms.records.services import record_access
from cms.spreadsheets.writing import safe

TITLE = "操作の記録"
HEADER = ("日時", "利用者", "したこと", "対象の種類", "対象の番号", "対象", "どこから", "理由")


class AccessRecordFilterSet(WagtailFilterSet):
    at = django_filters.DateFromToRangeFilter(label="日", widget=DateRangePickerWidget)
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


class ReasonForm(forms.Form):
    reason = CleanTextField(
        label="理由",
        max_length=300,
        help_text="なぜ書き出すのかを書いてください。この書き出しも記録に残ります。",
    )


class ExportAccessRecordsView(PermissionRequiredMixin, WagtailAdminTemplateMixin, FormView):
    """The rows of the filters in the address, as CSV whose cells no program computes."""

    permission_required = "records.export_accessrecord"
    raise_exception = True
    form_class = ReasonForm
    template_name = "accounts/admin/export_records.html"
    page_title = "操作の記録を書き出す"
    header_icon = "download"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("access_records"), "label": TITLE}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.page_title}]

    def rows(self) -> QuerySet[AccessRecord]:
        everything = AccessRecord.objects.order_by("-at", "-pk")
        asked = self.request.GET
        return AccessRecordFilterSet(asked, queryset=everything, request=self.request).qs

    def form_valid(self, form: Any) -> Any:
        origin = origin_of(self.request)
        rows = self.rows()
        record_access(
            at=origin.at,
            action=Action.EXPORTED,
            actor=person_of(self.request),
            label=f"{TITLE} {rows.count()}行",
            address=origin.address,
            reason=form.cleaned_data["reason"],
        )
        return as_csv(rows.filter(at__lt=origin.at).iterator(chunk_size=2_000))


class _Line:
    """A file that hands each line on."""

    def write(self, text: str) -> str:
        return text


def as_csv(rows: Iterable[AccessRecord]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="access-records.csv"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


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
