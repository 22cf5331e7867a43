"""Links for one respondent each."""

from datetime import date
from typing import Self

from django.db import models

from cms.areas.models import Area
from cms.core.tickets import DIGEST_LENGTH
from cms.surveys.models.survey import Survey


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def of(self, survey: Survey) -> Self:
        return self.filter(survey=survey)

    def answered(self) -> Self:
        return self.filter(is_answered=True)


class Invitation(models.Model):
    """A link that answers one questionnaire once.

    ``ticket_digest`` is the SHA-256 of the secret in the address; ``until`` the last day it counts.
    Of an anonymous questionnaire only ``is_answered`` is known: neither when nor what.
    """

    survey = models.ForeignKey(
        Survey, models.CASCADE, verbose_name="アンケート", related_name="invitations"
    )
    ticket_digest = models.CharField(max_length=DIGEST_LENGTH, unique=True, editable=False)
    label = models.CharField("だれへ", max_length=100)
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, verbose_name="自治体", related_name="+"
    )
    context = models.CharField("何について", max_length=100, blank=True)
    until = models.DateField("使える最後の日")
    is_answered = models.BooleanField("回答済み", default=False)
    answered_at = models.DateTimeField("回答の日時", null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "回答用のリンク"
        verbose_name_plural = "回答用のリンク"
        ordering = ("label", "pk")
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.survey}：{self.label}"

    def counts_on(self, on: date) -> bool:
        """Whether the link still opens the form."""
        return not self.is_answered and on <= self.until
