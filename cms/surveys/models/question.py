"""Questions of a questionnaire and what can be chosen."""

from django.core.validators import RegexValidator
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from cms.surveys.choices import Kind
from cms.surveys.flow import spoken_of
from cms.surveys.models.survey import Survey

CODE = RegexValidator(r"^[a-z0-9_]{1,20}\Z", "半角の英小文字・数字・_で20字までにしてください。")


class Question(Orderable, ClusterableModel):
    """One question. ``code`` is how other questions refer to it; it stays when the order changes.

    ``shown_if`` and ``shown_if_answers`` (one a line) branch: the question is asked only when the
    earlier one was answered with one of the lines. ``{{code}}`` in a text is replaced by the answer
    to an earlier question.
    """

    survey = ParentalKey(Survey, on_delete=models.CASCADE, related_name="questions")
    code = models.CharField(
        "記号",
        max_length=20,
        blank=True,
        validators=[CODE],
        help_text="空欄なら番号が付きます。ほかの質問の文に{{記号}}と書くと、答えが入ります。",
    )
    kind = models.CharField("種類", max_length=20, choices=Kind, default=Kind.SINGLE)
    text = models.CharField("質問", max_length=200)
    help_text = models.CharField("補足", max_length=200, blank=True)
    is_required = models.BooleanField("必ず答える", default=False)
    scale_from = models.PositiveSmallIntegerField("段階の最初", default=1)
    scale_to = models.PositiveSmallIntegerField("段階の最後", default=5)
    scale_low = models.CharField("最初の意味", max_length=30, blank=True)
    scale_high = models.CharField("最後の意味", max_length=30, blank=True)
    smallest = models.IntegerField("いちばん小さい数", null=True, blank=True)
    largest = models.IntegerField("いちばん大きい数", null=True, blank=True)
    shown_if = models.CharField(
        "この質問の答えしだいで出す", max_length=20, blank=True, help_text="前にある質問の記号。"
    )
    shown_if_answers = models.TextField(
        "出すときの答え", max_length=600, blank=True, help_text="1行に1つ。どれかなら出ます。"
    )
    starts_page = models.BooleanField(
        "ここから次の画面",
        default=False,
        help_text="答えで変わる質問は、印がなくても次の画面になります。",
    )

    class Meta(Orderable.Meta):
        verbose_name = "質問"
        verbose_name_plural = "質問"
        constraints = [
            models.UniqueConstraint(fields=("survey", "code"), name="one_code_in_a_survey")
        ]

    @property
    def heading(self) -> str:
        """The question over answers of many people."""
        return spoken_of(self.text)

    def __str__(self) -> str:
        return self.text


class QuestionOption(Orderable):
    """One thing to choose."""

    question = ParentalKey(Question, on_delete=models.CASCADE, related_name="options")
    label = models.CharField("選択肢", max_length=100)

    class Meta(Orderable.Meta):
        verbose_name = "選択肢"
        verbose_name_plural = "選択肢"

    def __str__(self) -> str:
        return self.label
