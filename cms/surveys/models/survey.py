"""A questionnaire as data."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from modelcluster.models import ClusterableModel

from cms.surveys.choices import Access, ResultsFor

RESERVED_SLUGS = ("useful",)  # addresses of this room beside the questionnaires


class SurveyQuerySet(models.QuerySet["Survey"]):
    def open_on(self, on: date) -> Self:
        """Switched on, and ``on`` lies between the first and the last day."""
        begun = Q(opens_on__isnull=True) | Q(opens_on__lte=on)
        not_over = Q(closes_on__isnull=True) | Q(closes_on__gte=on)
        return self.filter(begun & not_over, is_active=True)

    def listed_for_everybody(self) -> Self:
        return self.filter(is_listed=True, access=Access.OPEN)


class Survey(ClusterableModel):
    """A questionnaire: who may answer, until when, and who sees the results.

    ``closes_on`` is the last day (Tokyo) that answers are taken. ``is_anonymous`` is a promise:
    then nothing is stored with an answer that leads to a person, a link, a town or a moment.
    """

    title = models.CharField("題名", max_length=80)
    slug = models.SlugField(
        "アドレスの名前",
        max_length=60,
        unique=True,
        help_text="例：yearly-2026。配ったリンクが切れるため、あとから変えないでください。",
    )
    introduction = models.TextField(
        "はじめの文", max_length=1000, help_text="何のためか、何分かかるかを書きます。"
    )
    thanks = models.TextField(
        "お礼の文", max_length=1000, blank=True, help_text="送ったあとのページに出ます。"
    )
    is_active = models.BooleanField(
        "受け付ける", default=False, help_text="印がなければ、だれも答えられません。"
    )
    opens_on = models.DateField("始まる日", null=True, blank=True)
    closes_on = models.DateField("締め切りの日", null=True, blank=True, help_text="この日まで。")
    access = models.CharField("答える人", max_length=20, choices=Access, default=Access.OPEN)
    is_listed = models.BooleanField(
        "アンケートの一覧に出す", default=False, help_text="だれでも答えられるものだけ出ます。"
    )
    is_anonymous = models.BooleanField(
        "匿名",
        default=True,
        help_text="だれの回答か分かるものを、何も保存しません（リンク・自治体・日時も）。"
        "回答が届いたあとは変えられません。",
    )
    results = models.CharField(
        "結果の公開", max_length=20, choices=ResultsFor, default=ResultsFor.NOBODY
    )
    kept_days = models.PositiveSmallIntegerField(
        "個人の回答を残す日数",
        default=365,
        help_text="締め切り（なければ回答の日）からの日数。そのあと、だれの回答か分かるものと自由に"
        "書かれた文を消し、数だけを残します。",
    )
    is_sample = models.BooleanField("見本", default=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = "アンケート"
        verbose_name_plural = "アンケート"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Path of the questionnaire in the active language."""
        return reverse("survey", args=[self.slug])

    def has_begun(self, on: date) -> bool:
        return self.is_active and (self.opens_on is None or self.opens_on <= on)

    def is_over(self, on: date) -> bool:
        return self.closes_on is not None and self.closes_on < on

    def is_open(self, on: date) -> bool:
        return self.has_begun(on) and not self.is_over(on)

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": "この名前は使えません。別の名前にしてください。"})
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": "始まる日より後の日にしてください。"})
        if self.results == ResultsFor.AFTER_CLOSING and not self.closes_on:
            message = "締め切ったあとに結果を公開するには、締め切りの日が必要です。"
            raise ValidationError({"closes_on": message})
        if self.is_anonymous and not self.closes_on:
            message = "匿名では回答の日時を残さないので、消す日を決める締め切りの日が必要です。"
            raise ValidationError({"closes_on": message})
