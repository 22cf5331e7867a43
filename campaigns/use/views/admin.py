"""One round of distribution in the admin: list in, cards out, sent, who is missing, export."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from campaigns.models import Delivery, Distribution, UsePhoto
from campaigns.use.importing import check_lines, packed, read_lines, unpacked
from campaigns.use.labels import as_page, as_table, labels_of
from campaigns.use.reminding import missing_reports
from campaigns.use.selectors import rates_of
from campaigns.use.services import issue_tickets, note_sent, store_deliveries
from cms.accounts.exporting import as_download, kept_nowhere, note_access
from cms.areas.models import Area
from cms.assets.serving import Sending, send
from cms.core.calendar import now, today
from cms.core.sheet_upload import SheetForm, open_rows, seal_rows
from cms.fields.days import DayField
from cms.records.choices import Action
from cms.spreadsheets.reading import UnreadableFileError
from cms.spreadsheets.writing import XLSX

SALT = "campaigns.use.views.admin"
SHOWN = 100
MOST_LABELS = 400  # QR codes of one page; a browser prints no more in one go
CHANGE = "campaigns.change_delivery"
VIEW = "campaigns.view_delivery"


class OfDistribution(PermissionRequiredMixin):
    """A page about one round; ``distribution`` is the one in the address."""

    permission_required = CHANGE
    raise_exception = True
    kwargs: dict[str, Any]
    request: HttpRequest

    @property
    def distribution(self) -> Distribution:
        found = Distribution.objects.select_related("kit")
        return get_object_or_404(found, pk=self.kwargs["distribution_id"])

    def back(self, distribution: Distribution) -> HttpResponse:
        return redirect("use_distribution", distribution.pk)


class Screen(OfDistribution, WagtailAdminTemplateMixin):
    page_title = ""
    header_icon = "mail"

    def get_page_subtitle(self) -> str:
        return str(self.distribution)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {
            "url": reverse("wagtailsnippets_campaigns_distribution:list"),
            "label": "配布",
        }
        here = {
            "url": reverse("use_distribution", args=[self.kwargs["distribution_id"]]),
            "label": str(self.distribution),
        }
        return [*super().get_breadcrumbs_items(), above, here]


class PrefectureForm(forms.Form):
    """Everything, or one prefecture of a large round."""

    prefecture = forms.ModelChoiceField(
        label="都道府県",
        queryset=Area.objects.prefectures(),
        required=False,
        empty_label="すべて",
        to_field_name="code6",
    )

    def narrowed(self, deliveries: Any) -> Any:
        area = self.cleaned_data["prefecture"]
        return deliveries.in_prefecture(area.code6[:2]) if area else deliveries


class SentForm(PrefectureForm):
    sent_on = DayField(label="送った日")


class LabelsForm(PrefectureForm):
    kind = forms.ChoiceField(
        label="渡し方",
        choices=[
            ("pages", "印刷するカード（A4に8枚）"),
            ("table", "表計算ファイル（配送会社の宛名ラベル用）"),
        ],
        initial="pages",
        widget=forms.RadioSelect,
    )


class DistributionView(Screen, TemplateView):
    """The round at a glance, and everything one can do with it."""

    permission_required = VIEW
    template_name = "campaigns/use/admin/distribution.html"
    page_title = "配布の画面"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        round_ = self.distribution
        country, _rates = rates_of(round_.deliveries.sent(on=today()))
        waiting = round_.deliveries.filter(sent_on=None)
        return super().get_context_data(
            round=round_,
            country=country,
            waiting=waiting.count(),
            total=round_.deliveries.count(),
            arrived=round_.deliveries.filter(arrived_on__isnull=False).count(),
            sent_form=SentForm(initial={"sent_on": today()}),
            labels_form=LabelsForm(),
            may_change=self.request.user.has_perm(CHANGE),
            **kwargs,
        )


class ListForm(SheetForm):
    label = "配布先の表"
    words = "10MB、5,000行まで。列は、自治体コード・部数です。住所はいりません。"


class ImportView(Screen, FormView):
    """Step 1: the file, and what its rows would become."""

    form_class = ListForm
    template_name = "campaigns/use/admin/import.html"
    page_title = "配布先の表を読み込む"

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            lines = form.read(read_lines)
        except UnreadableFileError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        round_ = self.distribution
        checked = check_lines(lines, distribution=round_, on=today())
        context = {
            "checked": checked,
            "shown": checked.wishes[:SHOWN],
            "more_rows": max(0, len(checked.wishes) - SHOWN),
            "problems": checked.problems[:SHOWN],
            "more_problems": max(0, len(checked.problems) - SHOWN),
            "rows": seal_rows(packed(lines), purpose=f"{SALT}.{round_.pk}"),
        }
        return self.render_to_response(self.get_context_data(form=form, **context))


class ConfirmImportView(OfDistribution, View):
    """Step 2: store what was looked at. The rows are checked again: time has passed."""

    def post(self, request: HttpRequest, distribution_id: int) -> HttpResponse:
        round_ = self.distribution
        token = request.POST.get("rows", "")
        rows = open_rows(token, purpose=f"{SALT}.{round_.pk}", at=now())
        if rows is None:
            messages.error(request, "時間がたちました。もう一度ファイルを選んでください。")
            return redirect("use_import", round_.pk)
        checked = check_lines(unpacked(rows), distribution=round_, on=today())
        if checked.problems and request.POST.get("skip") != "on":
            words = "直す行があるので、何も入れていません。直すか、「とばす」を選んでください。"
            messages.error(request, words)
            return redirect("use_import", round_.pk)
        added, corrected = store_deliveries(distribution=round_, copies=checked.copies)
        messages.success(request, f"{added:,}か所を入れ、{corrected:,}か所を直しました。")
        return self.back(round_)


class NoteSentView(OfDistribution, View):
    def post(self, request: HttpRequest, distribution_id: int) -> HttpResponse:
        round_, form = self.distribution, SentForm(request.POST)
        if not form.is_valid() or form.cleaned_data["sent_on"] > today():
            messages.error(request, "送った日を、今日までの日付で入れてください。")
            return self.back(round_)
        chosen = form.narrowed(round_.deliveries.all())
        number = note_sent(deliveries=chosen, on=form.cleaned_data["sent_on"])
        messages.success(request, f"{number:,}か所を「送った」にしました。")
        return self.back(round_)


class LabelsView(OfDistribution, View):
    """Fresh tickets for every parcel; the answer is the only place where they stand in clear."""

    def post(self, request: HttpRequest, distribution_id: int) -> HttpResponse:
        round_, form = self.distribution, LabelsForm(request.POST)
        if round_.reports_until < today():
            return self.refuse("報告の期限が過ぎています。配布の「最後の日」を先に直してください。")
        if not form.is_valid():
            return self.refuse("都道府県と渡し方を選んでください。")
        chosen = form.narrowed(round_.deliveries.with_area().order_by("area__code6"))
        deliveries, as_file = list(chosen), form.cleaned_data["kind"] == "table"
        if not deliveries:
            return self.refuse("配布先がありません。先に配布先の表を読み込んでください。")
        if len(deliveries) > MOST_LABELS and not as_file:
            return self.refuse(
                f"{len(deliveries):,}枚あります。一度に印刷できるのは{MOST_LABELS}枚までです。"
                "都道府県を選ぶか、表計算ファイルにしてください。"
            )
        return self.hand_out(round_, deliveries, as_file)

    def refuse(self, words: str) -> HttpResponse:
        messages.error(self.request, words)
        return redirect("use_distribution", self.kwargs["distribution_id"])

    def hand_out(
        self, round_: Distribution, deliveries: list[Delivery], as_file: bool
    ) -> HttpResponse:
        secrets = issue_tickets(deliveries=deliveries, until=round_.reports_until)
        labels = labels_of(deliveries, secrets)
        note_access(
            self.request,
            Action.EXPORTED,
            target=round_,
            label=f"{round_} QRのカード {len(labels)}枚",
            reason="荷物に入れる",
        )
        if as_file:
            table = HttpResponse(as_table(labels, round_), content_type=XLSX)
            return as_download(table, "report-cards.xlsx")
        return kept_nowhere(HttpResponse(as_page(labels, round_)))


class MissingView(Screen, TemplateView):
    """Who has not reported, and how they can be reached."""

    permission_required = VIEW
    template_name = "campaigns/use/admin/missing.html"
    page_title = "まだ報告のない配布先"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = PrefectureForm(self.request.GET)
        rows = missing_reports(distribution=self.distribution, on=today())
        if form.is_valid() and form.cleaned_data["prefecture"]:
            code2 = form.cleaned_data["prefecture"].code6[:2]
            rows = [row for row in rows if row.delivery.area.code6.startswith(code2)]
        return super().get_context_data(round=self.distribution, rows=rows, form=form, **kwargs)


def photo(request: HttpRequest, usereport_id: int) -> HttpResponseBase:
    """The private photograph of a report, for whoever judges it; looking at it is recorded."""
    if not request.user.has_perm("campaigns.change_usereport"):
        return render(request, "403.html", status=403)
    found = get_object_or_404(UsePhoto.objects.select_related("report"), report__id=usereport_id)
    note_access(request, Action.VIEWED, target=found)
    name = found.file.name.rpartition("/")[2]
    return send(request, Sending(found.file, name, f"use-photo-{found.pk}", True, False))
