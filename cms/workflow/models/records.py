"""協議記録: who asked, answered and decided what, kept when the page is gone."""

from django.conf import settings
from django.db import models

from cms.records.models import AppendOnly
from cms.workflow.choices import Act


class ReviewRecord(AppendOnly):
    """One act in a review. Names and titles are written down: the row reads without the page.

    ``kind`` and ``key`` name the page or record ("wagtailcore.page", its number); ``review`` is the
    number of the Wagtail workflow state, ``turn`` that of the step; ``checked`` are the ticked
    lines of the checklist, one a line. ``language`` names that of a translation, in Japanese.
    """

    act = models.CharField("したこと", max_length=16, choices=Act)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="だれが",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    actor_name = models.CharField("だれが（名前）", max_length=200, blank=True)
    kind = models.CharField("対象の種類", max_length=100)
    kind_name = models.CharField("種類の名前", max_length=100)
    key = models.CharField("対象の番号", max_length=64)
    title = models.CharField("対象", max_length=255)
    language = models.CharField("訳の言語", max_length=40, blank=True)
    step = models.CharField("確認", max_length=255, blank=True)
    municipality = models.CharField("自治体", max_length=120, blank=True)
    words = models.TextField("意見・理由", blank=True)
    checked = models.TextField("確かめたこと", blank=True)
    review = models.BigIntegerField("審査の番号", null=True)
    turn = models.BigIntegerField("確認の番号", null=True)
    revision = models.BigIntegerField("版の番号", null=True)

    class Meta:
        verbose_name = "協議記録"
        verbose_name_plural = "協議記録"
        ordering = ("-at", "-pk")
        default_permissions = ("view",)
        permissions = [
            ("export_reviewrecord", "協議記録を書き出せる"),
            ("read_every_review", "どのサイトの審査も読める"),
        ]
        indexes = [
            models.Index(fields=("kind", "key", "at"), name="review_record_of_object"),
            models.Index(fields=("turn",), name="review_record_of_turn"),
        ]

    @property
    def heading(self) -> str:
        from cms.workflow.subjects import heading_of  # stands on models

        return heading_of(self.title, self.language)

    def __str__(self) -> str:
        return f"{self.title} {self.get_act_display()}"
