"""What is said in a film, sentence by sentence, and its chapters: read from the files beside it."""

from django.db import models
from wagtail.search import index

from cms.core.languages import address_in
from events.choices import CueKind
from events.querysets import CueQuerySet


class Cue(index.Indexed, models.Model):
    """A sentence or the title of a chapter. Times are milliseconds; None where nobody noted any."""

    event = models.ForeignKey(
        "events.EventPage", models.CASCADE, related_name="cues", verbose_name="イベント"
    )
    kind = models.CharField("種類", max_length=10, choices=CueKind)
    position = models.PositiveIntegerField("順番")
    start = models.PositiveIntegerField("始まり（ミリ秒）", null=True)
    end = models.PositiveIntegerField("終わり（ミリ秒）", null=True)
    speaker = models.CharField("話す人", max_length=80, blank=True)
    text = models.TextField("文")

    objects = CueQuerySet.as_manager()
    search_fields = [
        index.SearchField("text"),
        index.FilterField("event"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = "動画の文字"
        verbose_name_plural = "動画の文字"
        ordering = ["event", "kind", "position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["event", "kind", "position"], name="cue_has_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.text}"

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet:
        """Chapters lead nowhere that the sentences do not."""
        return super().get_indexed_objects().filter(kind=CueKind.SPEECH)

    def get_indexed_instance(self) -> "Cue | None":
        return self if self.kind == CueKind.SPEECH else None

    @property
    def seconds(self) -> int | None:
        """Whole seconds from the beginning, as addresses name them."""
        return None if self.start is None else self.start // 1000

    @property
    def clock(self) -> str:
        """1:05 or 1:02:03; empty without a time."""
        if self.seconds is None:
            return ""
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

    @property
    def anchor(self) -> str:
        """Name of the sentence's place on the page: t-123, or p-4 without a time."""
        return f"p-{self.position}" if self.seconds is None else f"t-{self.seconds}"

    def address(self, language: str | None = None) -> str:
        return f"{address_in(self.event.url or '/', language)}transcript/#{self.anchor}"
