"""What the library remembers of a person: the last visit and finished training."""

from django.conf import settings
from django.db import models

from cms.core.languages import address_in
from staff_library.models.training import TrainingPage
from staff_library.querysets import CompletionQuerySet


class Visit(models.Model):
    """One row a person. ``before_at`` is the end of the visit before this one; None: the first."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="利用者"
    )
    before_at = models.DateTimeField("前回の終わり", null=True)
    seen_at = models.DateTimeField("最後に開いた日時")

    class Meta:
        verbose_name = "職員向けページを開いた日時"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.person} {self.seen_at:%Y-%m-%d}"


class Completion(models.Model):
    """修了の記録: one for each person and training, made by the person."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="利用者"
    )
    training = models.ForeignKey(
        TrainingPage, models.CASCADE, related_name="completions", verbose_name="研修資料"
    )
    municipality = models.ForeignKey(
        "areas.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="そのときの所属",
    )
    completed_on = models.DateField("修了した日")

    objects = CompletionQuerySet.as_manager()

    class Meta:
        verbose_name = "修了の記録"
        verbose_name_plural = "修了の記録"
        ordering = ["-completed_on", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["person", "training"], name="completion_once")
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.completed_on}"

    @property
    def address(self) -> str:
        return address_in(f"/staff/completions/{self.pk}/")
