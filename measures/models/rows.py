"""Rows that belong to one measure: what lists filter by, where facts come from, what is open."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from measures.choices import Confidence, Need, Stage


class MeasureNeed(Orderable):
    page = ParentalKey("measures.MeasurePage", on_delete=models.CASCADE, related_name="needs")
    need = models.CharField("困っていること", max_length=16, choices=Need)

    panels = [FieldPanel("need")]

    class Meta(Orderable.Meta):
        verbose_name = "困っていること"
        constraints = [models.UniqueConstraint(fields=["page", "need"], name="each_need_once")]

    def __str__(self) -> str:
        return self.get_need_display()


class MeasureStage(Orderable):
    page = ParentalKey("measures.MeasurePage", on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField("時期", max_length=16, choices=Stage)

    panels = [FieldPanel("stage")]

    class Meta(Orderable.Meta):
        verbose_name = "時期"
        constraints = [models.UniqueConstraint(fields=["page", "stage"], name="each_stage_once")]

    def __str__(self) -> str:
        return self.get_stage_display()


class MeasureSource(Orderable):
    """Where the facts of a page come from, and when somebody last looked there."""

    page = ParentalKey("measures.MeasurePage", on_delete=models.CASCADE, related_name="sources")
    title = models.CharField("出典", max_length=200)
    url = models.URLField("アドレス", max_length=500, blank=True)
    checked_on = models.DateField("確認した日", null=True, blank=True)
    confidence = models.CharField(
        "確かさ", max_length=12, choices=Confidence, default=Confidence.TO_CHECK
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("checked_on"), FieldPanel("confidence")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "出典"

    def __str__(self) -> str:
        return self.title


class CheckNote(Orderable):
    """要確認: what must be verified and where. For editors only: never indexed, never printed."""

    page = ParentalKey("measures.MeasurePage", on_delete=models.CASCADE, related_name="check_notes")
    text = models.CharField("確かめること", max_length=300)
    about_words = models.BooleanField(
        "訳について",
        default=False,
        help_text="印があるあいだ、訳のページに「まだ確かめていない訳です」と小さく出ます。",
    )

    panels = [FieldPanel("text"), FieldPanel("about_words")]

    class Meta(Orderable.Meta):
        verbose_name = "要確認"

    def __str__(self) -> str:
        return self.text
