"""Rows of an event: what happens when, who speaks and agreed to what, slides."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel
from wagtail.models import Orderable

EVENT = "events.EventPage"


class EventSession(Orderable):
    """One part of the programme, in Tokyo time."""

    event = ParentalKey(EVENT, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField("題名", max_length=120)
    starts_at = models.DateTimeField("始まり")
    ends_at = models.DateTimeField("終わり")
    text = models.TextField("説明", max_length=400, blank=True)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "プログラム"

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": "終わりは、始まりより後にしてください。"})


class Speaker(Orderable):
    """Somebody on the stage, and what they agreed to (肖像・著作の利用許諾)."""

    event = ParentalKey(EVENT, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField("名前", max_length=80)
    role = models.CharField("肩書き", max_length=120, blank=True)
    photo = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        verbose_name="写真",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    agreed_on = models.DateField("許諾した日", null=True, blank=True)
    rights_scope = models.CharField(
        "許諾の範囲", max_length=200, blank=True, help_text="例：サイトでの公開、自治体への提供"
    )
    rights_until = models.DateField(
        "許諾の終わり",
        null=True,
        blank=True,
        help_text="この日を過ぎると、写真・動画・文字起こしが自動でページから消えます。空なら期限なし。",
    )
    agrees_to_recording = models.BooleanField("録画の公開に同意した", default=False)
    agrees_to_sign_language = models.BooleanField("手話を付けることに同意した", default=False)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldPanel("photo"),
        HelpPanel(
            "<p>許諾は公開ページには出ません。同意のない人がいると、動画は公開されません。</p>"
        ),
        FieldRowPanel([FieldPanel("agreed_on"), FieldPanel("rights_until")]),
        FieldPanel("rights_scope"),
        FieldRowPanel([FieldPanel("agrees_to_recording"), FieldPanel("agrees_to_sign_language")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "登壇者"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        agreed = self.photo_id or self.agrees_to_recording or self.agrees_to_sign_language
        if agreed and not self.agreed_on:
            raise ValidationError(
                {"agreed_on": "写真や録画を使うときは、許諾した日を入れてください。"}
            )
        if self.agreed_on and self.rights_until and self.rights_until < self.agreed_on:
            raise ValidationError(
                {"rights_until": "許諾の終わりは、許諾した日より後にしてください。"}
            )

    def has_rights(self, on: date) -> bool:
        """Whether the agreement counts on that day; the last day still does."""
        return self.agreed_on is not None and (self.rights_until is None or on <= self.rights_until)


class Slide(Orderable):
    """Slides and handouts."""

    event = ParentalKey(EVENT, on_delete=models.CASCADE, related_name="slides")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name="文書",
        on_delete=models.PROTECT,
        related_name="+",
    )
    label = models.CharField("リンクの文字", max_length=100, blank=True)

    panels = [FieldPanel("document"), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = "資料"

    def __str__(self) -> str:
        return self.label or self.document.title
