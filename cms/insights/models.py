"""Counts of a day: what was done how often, without cookie, session, address or person."""

from django.db import models

from cms.areas.models import Area
from cms.insights.choices import Act


class DailyCount(models.Model):
    """How often one act was done to one thing on one day in Tokyo (効果検証, 第4-4).

    ``kind`` and ``key`` name the thing (``campaigns.asset``, its number); ``label`` is its name at
    the first count. ``municipality`` is set where people of a municipality were signed in.
    """

    day = models.DateField("日")
    act = models.CharField("したこと", max_length=20, choices=Act)
    kind = models.CharField("対象の種類", max_length=60)
    key = models.CharField("対象の番号", max_length=40)
    label = models.CharField("対象", max_length=200, blank=True)
    municipality = models.ForeignKey(
        Area,
        verbose_name="自治体",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    number = models.PositiveIntegerField("回数", default=0)

    class Meta:
        verbose_name = "一日の回数"
        verbose_name_plural = "一日の回数"
        ordering = ("-day", "act", "kind", "key")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=("day", "act", "kind", "key", "municipality"),
                name="one_count_of_a_municipality_a_day",
            ),
            models.UniqueConstraint(
                fields=("day", "act", "kind", "key"),
                condition=models.Q(municipality__isnull=True),
                name="one_anonymous_count_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.get_act_display()} {self.label or self.key}: {self.number}"
