"""What has to be looked at before a step is approved."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.workflow.choices import Step


class ChecklistItem(models.Model):
    """One line that whoever approves has to tick. Lines are kept in the admin."""

    step = models.CharField("どの確認で", max_length=16, choices=Step)
    text = models.CharField(
        "確かめること",
        max_length=200,
        help_text="はい・いいえで答えられる一つのことを、短い文で書きます。",
    )
    order = models.PositiveSmallIntegerField("並び順", default=100, help_text="小さいほど先。")
    is_active = models.BooleanField("使う", default=True)

    panels = [
        FieldPanel("step"),
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("order"), FieldPanel("is_active")]),
    ]

    class Meta:
        verbose_name = "確かめること"
        verbose_name_plural = "確かめること"
        ordering = ["step", "order", "pk"]

    def __str__(self) -> str:
        return self.text
