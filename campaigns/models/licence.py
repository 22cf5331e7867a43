"""使用条件: the terms people accept before they take a design. A version never changes."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel

FROZEN = (
    "すでに保存した使用条件の文は変えられません。受け入れた人が読んだ文とちがってしまうからです。"
    "新しい版として追加してください。"
)


class Licence(models.Model):
    """One version of the terms. Accepting is counted (``cms.insights``), never who accepted."""

    title = models.CharField("名前", max_length=100)
    version = models.CharField("版", max_length=20, help_text="例：第1版、2026-12")
    text = models.TextField(
        "使用条件の文", max_length=4000, help_text="短い文で。行を空けると段落になります。"
    )
    valid_from = models.DateField("いつから")

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("version"), FieldPanel("valid_from")]),
        FieldPanel("text"),
    ]

    class Meta:
        verbose_name = "使用条件"
        verbose_name_plural = "使用条件"
        ordering = ("title", "-valid_from", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("title", "version"),
                name="licence_version_once",
                violation_error_message="この名前のこの版は、もうあります。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.version}）"

    def clean(self) -> None:
        super().clean()
        stored = type(self).objects.filter(pk=self.pk).first()
        if stored and (stored.text, stored.version) != (self.text, self.version):
            raise ValidationError({"text": FROZEN})
