"""What was answered."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from cms.areas.models import Area
from cms.core.tickets import DIGEST_LENGTH
from cms.surveys.models.invitation import Invitation
from cms.surveys.models.question import Question, QuestionOption
from cms.surveys.models.survey import Survey


class ResponseQuerySet(models.QuerySet["Response"]):
    def finished(self) -> Self:
        return self.filter(is_finished=True)

    def unfinished(self) -> Self:
        return self.filter(is_finished=False)


class Response(models.Model):
    """The answers of one person to one questionnaire, begun or sent.

    Its key is random, so that the order of rows tells nothing. Until it is sent, ``ticket_digest``
    finds it from the link of its person. When an anonymous one is sent, everything but the answers
    is emptied.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(
        Survey, models.CASCADE, verbose_name="アンケート", related_name="responses"
    )
    ticket_digest = models.CharField(max_length=DIGEST_LENGTH, blank=True, editable=False)
    invitation = models.OneToOneField(
        Invitation,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="リンク",
        related_name="response",
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, verbose_name="自治体", related_name="+"
    )
    context = models.CharField("何について", max_length=100, blank=True)
    started_on = models.DateField("答えはじめた日", null=True, blank=True)
    is_finished = models.BooleanField("送られた", default=False)
    finished_at = models.DateTimeField("送られた日時", null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = "アンケートの回答"
        verbose_name_plural = "アンケートの回答"
        default_permissions = ("view",)
        permissions = [("export_response", "アンケートの回答を書き出せる")]
        indexes = [models.Index(fields=("survey", "is_finished"), name="responses_of_a_survey")]
        constraints = [
            models.UniqueConstraint(
                fields=("ticket_digest",),
                condition=~Q(ticket_digest=""),
                name="one_response_of_a_ticket",
            )
        ]

    def __str__(self) -> str:
        return f"{self.survey}の回答"


class Answer(models.Model):
    """One answer: an option that was chosen (several rows for several), or ``value``.

    ``value`` is text; of a scale or number its digits, of a date ISO 8601, of a prefecture code6.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    option = models.ForeignKey(
        QuestionOption, models.CASCADE, null=True, blank=True, related_name="answers"
    )
    value = models.TextField("答え", blank=True)

    class Meta:
        verbose_name = "答え"
        verbose_name_plural = "答え"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=("response", "question", "option"), name="one_answer_with_an_option"
            ),
            models.UniqueConstraint(
                fields=("response", "question"),
                condition=Q(option__isnull=True),
                name="one_answer_in_words",
            ),
        ]

    def __str__(self) -> str:
        return self.value or str(self.option or "")


class Receipt(models.Model):
    """That the link of an anonymous answer was used, apart from the answer: it sends once."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    ticket_digest = models.CharField(max_length=DIGEST_LENGTH, unique=True)
    used_on = models.DateField("使われた日")

    class Meta:
        verbose_name = "送信の控え"
        verbose_name_plural = "送信の控え"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.survey} {self.used_on}"


class Snapshot(models.Model):
    """Results that everybody saw while a questionnaire was open: ``number`` answers in ``tables``.

    Two of them are never few answers apart: else their difference would tell single answers.
    """

    survey = models.OneToOneField(Survey, models.CASCADE, related_name="snapshot")
    number = models.PositiveIntegerField("回答の数")
    made_on = models.DateField("いつの数か")
    tables = models.JSONField("表")

    class Meta:
        verbose_name = "公開した結果"
        verbose_name_plural = "公開した結果"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.survey} {self.made_on}"
