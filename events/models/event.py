"""EventPage: what, when, where, for whom; registering before, the film after."""

from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import PageManager, Revision
from wagtail.search import index

from cms.core.blocks import BodyBlock
from cms.core.calendar import now
from cms.core.facts import facts
from cms.core.models import SectionIndexPage
from events.choices import RegistrationKind
from events.editing import EventForm
from events.panels import edit_handler
from events.querysets import EventQuerySet

INDEX = "events.EventIndexPage"


class EventPage(SectionIndexPage):
    """One event with a stable address, before and after it takes place."""

    starts_at = models.DateTimeField("始まり", help_text="日本の時刻です。")
    ends_at = models.DateTimeField("終わり")
    body = StreamField(BodyBlock(), verbose_name="本文", blank=True)

    venue = models.CharField("会場", max_length=120, blank=True)
    venue_address = models.CharField("会場の住所", max_length=200, blank=True)
    venue_access = models.TextField("行き方", max_length=300, blank=True)
    online_url = models.URLField("オンラインのアドレス", blank=True)
    online_for_registered = models.BooleanField(
        "アドレスは参加できる人だけに見せる",
        default=True,
        help_text="外すと、だれでもページで見られます。",
    )

    sign_language = models.BooleanField("手話通訳", default=False)
    live_captions = models.BooleanField("文字の表示（要約筆記・字幕）", default=False)
    childcare = models.BooleanField("託児", default=False)
    wheelchair = models.BooleanField("車いすで参加できる", default=False)
    nursing_room = models.BooleanField("授乳・おむつ替えの部屋", default=False)
    accessibility_note = models.TextField("配慮についての説明", max_length=400, blank=True)

    registration = models.CharField(
        "申し込み", max_length=10, choices=RegistrationKind, default=RegistrationKind.NONE
    )
    capacity = models.PositiveIntegerField(
        "定員（人）",
        null=True,
        blank=True,
        help_text="空なら定員なし。いっぱいになると、キャンセル待ちになります。",
    )
    most_people = models.PositiveSmallIntegerField("一度に申し込める人数", default=4)
    registration_closes_at = models.DateTimeField(
        "申し込みの締め切り", null=True, blank=True, help_text="空なら、始まりまで。"
    )
    external_url = models.URLField("申し込みページのアドレス", blank=True)
    external_site = models.CharField(
        "申し込みページの名前", max_length=80, blank=True, help_text="どこへ移動するかを書きます。"
    )
    keep_days = models.PositiveSmallIntegerField(
        "申し込みを消すまでの日数", default=30, help_text="終わってからこの日数で消します。"
    )
    contact = models.TextField("問い合わせ先", max_length=300, blank=True)

    is_cancelled = models.BooleanField(
        "中止", default=False, help_text="公開すると、申し込んだ人全員に中止のメールが出ます。"
    )
    cancelled_note = models.TextField("中止の理由・案内", max_length=400, blank=True)

    film = models.ForeignKey(
        "assets.PortalMedia",
        verbose_name="動画・音声",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    external_film_url = models.URLField("ほかのサイトの動画のアドレス", blank=True)
    external_film_site = models.CharField("そのサイトの名前", max_length=80, blank=True)
    survey = models.ForeignKey(
        "surveys.Survey",
        verbose_name="アンケート",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="受け付けている間、終わったイベントのページからリンクします。",
    )
    report = StreamField(BodyBlock(), verbose_name="開催報告", blank=True)

    is_sample = models.BooleanField(
        "見本", default=False, help_text="ページに「見本」と出ます。本物のイベントには使いません。"
    )
    calendar_digest = models.CharField(max_length=64, blank=True, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)

    objects = PageManager.from_queryset(EventQuerySet)()

    base_form_class = EventForm
    edit_handler = edit_handler
    exclude_fields_in_copy = ["calendar_digest", "calendar_sequence", "is_cancelled"]
    search_fields = [
        *SectionIndexPage.search_fields,
        index.SearchField("body"),
        index.SearchField("report"),
        index.SearchField("venue"),
        index.RelatedFields("sessions", [index.SearchField("title"), index.SearchField("text")]),
        index.RelatedFields("speakers", [index.SearchField("name"), index.SearchField("role")]),
    ]
    override_translatable_fields = [
        *SectionIndexPage.override_translatable_fields,
        *facts("venue_address", "film", "survey"),
    ]
    prose_fields = (
        *SectionIndexPage.prose_fields,
        "venue_access",
        "accessibility_note",
        "cancelled_note",
    )
    template = "events/event_page.html"
    parent_page_types = [INDEX]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "イベント"
        verbose_name_plural = "イベント"

    @property
    def closes_at(self) -> datetime:
        """The last moment to register."""
        return self.registration_closes_at or self.starts_at

    @property
    def uid(self) -> str:
        """The event's name in calendars: the same in every language, for ever."""
        return f"{self.translation_key}@events"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from events.presenters import event_context  # presenters stand on models

        context = super().get_context(request, *args, **kwargs)
        return {**context, **event_context(self, request, at=now())}

    def bare_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the pages below the event need of it."""
        return super().get_context(request)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """How often calendars were told of a change belongs to the page, not to a draft."""
        from events.calendars import note_change  # calendars stand on models

        if not kwargs.get("update_fields"):
            known = EventPage.objects.filter(pk=self.pk)
            told = known.values_list("calendar_digest", "calendar_sequence").first()
            self.calendar_digest, self.calendar_sequence = told or ("", 0)
            if self.live:
                note_change(self)
        super().save(*args, **kwargs)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Whoever registered hears of a cancellation, a change or a place that became free."""
        from events.services import follow_publication  # services stand on models

        before = EventPage.objects.filter(pk=self.pk).first()
        super().publish(revision, *args, **kwargs)
        follow_publication(event=self, before=before, at=now())

    @path("register/")
    def register(self, request: HttpRequest) -> HttpResponse:
        from events.views import register_view  # views stand on models

        return register_view(self, request)

    @path("register/done/")
    def registered(self, request: HttpRequest) -> HttpResponse:
        from events.views import registered_view  # views stand on models

        return registered_view(self, request)

    @path("registrations/<str:secret>/")
    def own_registration(self, request: HttpRequest, secret: str) -> HttpResponse:
        from events.views import own_registration_view  # views stand on models

        return own_registration_view(self, request, secret)

    @path("transcript/")
    def transcript(self, request: HttpRequest) -> HttpResponse:
        from events.views import transcript_view  # views stand on models

        return transcript_view(self, request)

    @path("calendar/")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        from events.views import calendar_view  # views stand on models

        return calendar_view(self)
