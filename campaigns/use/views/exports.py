"""The fiscal year on the screen, and sheets with a reason that is recorded."""

from typing import Any

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpResponse
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from campaigns.models import Delivery, Distribution
from campaigns.use.exports import book, missing_table, reports_table, year_book
from campaigns.use.reminding import missing_reports
from campaigns.use.yearly import tables_of, years
from cms.accounts.exporting import ExportView, ReasonForm, as_download, note_access
from cms.core.calendar import today
from cms.records.choices import Action
from cms.spreadsheets.writing import XLSX

REPORTS, YEAR, MISSING = "reports", "year", "missing"


class YearForm(forms.Form):
    year = forms.TypedChoiceField(label="年度", coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = years(on=today())
        field: Any = self.fields["year"]
        field.choices = [(year, f"{year}年度") for year in self.years]


class YearView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = "campaigns.view_delivery"
    raise_exception = True
    template_name = "campaigns/use/admin/year.html"
    page_title = "広報の一年"
    header_icon = "date"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": reverse("use_year"), "label": self.page_title}
        return [*super().get_breadcrumbs_items(), here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = YearForm(self.request.GET)
        year = asked.cleaned_data["year"] if asked.is_valid() else asked.years[0]
        return super().get_context_data(
            form=YearForm(initial={"year": year}), year=year, tables=tables_of(year), **kwargs
        )


class ExportForm(ReasonForm, YearForm):
    content = forms.ChoiceField(
        label="何を",
        choices=[
            (REPORTS, "配布と使用報告（1か所を1行）"),
            (YEAR, "一年の集計（年次報告のため）"),
            (MISSING, "まだ報告のない配布先（電話のための一覧）"),
        ],
        widget=forms.RadioSelect,
    )
    round = forms.ModelChoiceField(
        label="配布（空欄なら、その年度に送ったものすべて）",
        queryset=Distribution.objects.all(),
        required=False,
    )
    field_order = ("content", "year", "round", "reason")


class ExportUseView(ExportView):
    permission_required = "campaigns.export_delivery"
    form_class = ExportForm
    page_title = "広報の記録を書き出す"
    explanation = (
        "表計算ファイル（.xlsx）に書き出します。だれが、なぜ書き出したかが記録に残ります。"
    )

    def above(self) -> list[dict[str, Any]]:
        return [{"url": reverse("use_year"), "label": YearView.page_title}]

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        return {
            "content": asked.get("content", REPORTS),
            "year": asked.get("year") or years(on=today())[0],
            "round": asked.get("round"),
        }

    def form_valid(self, form: Any) -> HttpResponse:
        said = form.cleaned_data
        label, content = sheet_of(said["content"], said["year"], said["round"])
        note_access(
            self.request,
            Action.EXPORTED,
            target=said["round"],
            label=label,
            reason=said["reason"],
        )
        response = HttpResponse(content, content_type=XLSX)
        return as_download(response, f"campaigns-{said['content']}-{said['year']}.xlsx")


def sheet_of(wanted: str, year: int, round_: Distribution | None) -> tuple[str, bytes]:
    """(what the access record calls it, the file)."""
    if wanted == YEAR:
        return f"広報 {year}年度の集計", year_book(year)
    if wanted == MISSING:
        rounds = [round_] if round_ else list(Distribution.objects.open_on(today()))
        found = [missing_reports(distribution=each, on=today()) for each in rounds]
        table = missing_table(row for rows in found for row in rows)
        return f"まだ報告のない配布先 {round_ or ''}", book([table])
    chosen = round_.deliveries.all() if round_ else Delivery.objects.of_fiscal_year(year)
    return f"配布と使用報告 {round_ or f'{year}年度'}", book([reports_table(chosen)])
