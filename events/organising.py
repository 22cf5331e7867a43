"""Who comes, for the organisers: counts, a list that is recorded when it is read, a sheet."""

import csv
from io import StringIO
from typing import Any

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView

from cms.accounts.exporting import ExportView, ReasonForm, as_download, note_access
from cms.core.calendar import TOKYO
from cms.records.choices import Action
from cms.spreadsheets.writing import CSV, XLSX, safe, xlsx
from events.choices import RegistrationKind, State
from events.mailing import when
from events.models import EventPage, Registration

VIEW, EXPORT = "events.view_registration", "events.export_registration"
TITLE = "イベントの申し込み"
HEADER = (
    "状態",
    "申し込み日時",
    "お名前",
    "メールアドレス",
    "人数",
    "託児",
    "手話通訳",
    "ほかの希望",
)
# The words of the screens of visitors are translated; organisers read Japanese.
STATES = {State.CONFIRMED: "参加", State.WAITING: "キャンセル待ち", State.CANCELLED: "取り消し"}


def event_or_404(number: int) -> EventPage:
    # By the number of the page: compared with the link to it, a number too large is an error.
    return get_object_or_404(EventPage, id=number, registration=RegistrationKind.OWN)


def state_of(registration: Registration) -> str:
    return STATES[State(registration.state)]


def moment_of(registration: Registration) -> str:
    return f"{registration.created_at.astimezone(TOKYO):%Y-%m-%d %H:%M}"


def cells_of(registration: Registration) -> tuple[str, ...]:
    return (
        state_of(registration),
        moment_of(registration),
        registration.name,
        registration.mail,
        str(registration.people),
        "○" if registration.wants_childcare else "",
        "○" if registration.wants_sign_language else "",
        registration.wishes,
    )


def counts_of(event: EventPage) -> str:
    sums = event.registrations.all().sums()
    return (
        f"参加 {sums['confirmed_count']}件 {sums['taken']}人、"
        f"キャンセル待ち {sums['waiting_count']}件 {sums['waiting']}人、"
        f"取り消し {sums['cancelled_count']}件"
    )


def note(request: HttpRequest, event: EventPage, action: Action, reason: str = "") -> None:
    label = f"{TITLE}：{event.title}"
    note_access(request, action, label=label, target=event, reason=reason)


class RegistrationEventsView(PermissionRequiredMixin, BaseListingView):
    """Events that take registrations, with their numbers; no names here."""

    permission_required = VIEW
    raise_exception = True
    model = EventPage
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    page_title = TITLE
    header_icon = "calendar"
    index_url_name = index_results_url_name = "event_registrations"
    paginate_by = 50
    columns = [
        TitleColumn("title", label="イベント", url_name="event_registrations_of"),
        Column("when", label="日時", accessor=lambda event: when(event.starts_at, event.ends_at)),
        Column("capacity", label="定員", accessor=lambda event: event.capacity or "なし"),
        Column("taken", label="参加（人）"),
        Column("waiting", label="キャンセル待ち（人）"),
    ]

    def get_queryset(self) -> QuerySet[EventPage]:
        events = EventPage.objects.filter(registration=RegistrationKind.OWN)
        return events.with_seats().order_by("-starts_at", "-pk")


class RegistrationsView(PermissionRequiredMixin, BaseListingView):
    """Everybody who registered for one event; opening the list is recorded."""

    permission_required = VIEW
    raise_exception = True
    model = Registration
    template_name = "events/admin/registrations.html"
    results_template_name = "wagtailadmin/reports/base_report_results.html"
    header_icon = "calendar"
    index_url_name = "event_registrations_of"
    paginate_by = 100
    columns = [
        Column("state", label="状態", accessor=state_of),
        Column("created_at", label="申し込み日時", accessor=moment_of),
        Column("name", label="お名前"),
        Column("mail", label="メールアドレス"),
        Column("people", label="人数"),
        Column("childcare", label="託児", accessor=lambda row: "○" if row.wants_childcare else ""),
        Column("sign", label="手話", accessor=lambda row: "○" if row.wants_sign_language else ""),
        Column("wishes", label="ほかの希望"),
    ]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.event = event_or_404(kwargs["event"])
        note(request, self.event, Action.VIEWED)
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return self.event.title

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        exports = self.request.user.has_perm(EXPORT)
        address = reverse("export_event_registrations", args=[self.event.pk])
        return {
            **context,
            "counts": counts_of(self.event),
            "export_url": address if exports else "",
        }

    def get_index_url(self) -> str:
        return reverse("event_registrations_of", args=[self.event.pk])

    def get_index_results_url(self) -> str:
        return self.get_index_url()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("event_registrations"), "label": TITLE}
        return [*super().get_breadcrumbs_items()[:1], above, {"url": "", "label": self.event.title}]

    def get_queryset(self) -> QuerySet[Registration]:
        return self.event.registrations.order_by("created_at", "pk")


class ExportForm(ReasonForm):
    form = forms.ChoiceField(label="形式", choices=[("xlsx", "Excel（.xlsx）"), ("csv", "CSV")])
    field_order = ("form", "reason")


class ExportRegistrationsView(ExportView):
    """The list as a sheet whose cells no program computes."""

    permission_required = EXPORT
    form_class = ExportForm
    page_title = "申し込みを書き出す"
    explanation = (
        "申し込んだ人の一覧を書き出します。名前とメールアドレスが入ります。"
        "イベントが終わったら、ファイルを消してください。"
    )

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.number = kwargs["event"]

    def above(self) -> list[dict[str, Any]]:
        event = event_or_404(self.number)
        return [
            {"url": reverse("event_registrations"), "label": TITLE},
            {"url": reverse("event_registrations_of", args=[event.pk]), "label": event.title},
        ]

    def form_valid(self, form: Any) -> HttpResponse:
        event = event_or_404(self.number)
        note(self.request, event, Action.EXPORTED, form.cleaned_data["reason"])
        rows = [cells_of(row) for row in event.registrations.order_by("created_at", "pk")]
        kind = form.cleaned_data["form"]
        content = xlsx("申し込み", HEADER, rows) if kind == "xlsx" else as_csv(rows)
        types = {"xlsx": XLSX, "csv": CSV}
        response = HttpResponse(content, content_type=types[kind])
        return as_download(response, f"registrations.{kind}")


def as_csv(rows: list[tuple[str, ...]]) -> bytes:
    """With the mark by which Excel knows UTF-8."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
