"""Dated amounts: entered once with their source, printed on every page that refers to them."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Revision
from wagtail.search import index

from cms.core.models.reviewed import ReviewedRecord
from measures.choices import Confidence, Index
from measures.fields import FigureField
from measures.querysets import ParameterValueQuerySet

APPROVAL = (
    "入れた値は、審査が終わるまでページに出ません。"
    "協議で承認した人が全部の値を承認したことになり、その人の名前が残ります。"
)


class Parameter(ReviewedRecord, index.Indexed, ClusterableModel):
    """An amount, a limit or a rate that changes on known days (児童扶養手当の全部支給額).

    The stored values are the approved ones: what an editor saves is a draft until its review
    (``cms.workflow``) publishes it. Pages read stored values of live parameters only.
    """

    key = models.CharField(
        "記号",
        max_length=80,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9_]+(\.[a-z0-9_]+)*\Z",
                "半角の小文字と数字を「.」でつないでください。例：jidofuyo.amount.full",
            )
        ],
        help_text="ページや判定から参照します。あとから変えないでください。",
    )
    title = models.CharField("名前", max_length=120)
    unit = models.CharField("単位", max_length=10, help_text="円、%、か月 など")
    runs_over = models.CharField(
        "値の並び", max_length=12, choices=Index, default=Index.NONE, blank=True
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("runs_over")]),
        InlinePanel("values", heading="値", label="値", min_num=1, help_text=APPROVAL),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("key"),
        index.AutocompleteField("title"),
        index.AutocompleteField("key"),
    ]

    class Meta:
        verbose_name = "日付つきの金額"
        verbose_name_plural = "日付つきの金額"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.title

    def publish(self, revision: Revision, user: Any = None, **options: Any) -> None:
        """Whoever publishes has approved every value; a publication by nobody approves none."""
        super().publish(revision, user=user, **options)
        if user is not None:
            ParameterValue.objects.filter(parameter=self.pk).update(approved_by=user)


class ParameterValue(models.Model):
    """The value from one day on, until the next one begins."""

    parameter = ParentalKey(Parameter, on_delete=models.CASCADE, related_name="values")
    valid_from = models.DateField("いつから", help_text="この値になる最初の日。")
    value = FigureField("値", help_text="例：46,690。人数ごとの額は「690,000、1,070,000」。")
    source_title = models.CharField("出典", max_length=200, blank=True)
    source_url = models.URLField("出典のアドレス", max_length=500, blank=True)
    confidence = models.CharField(
        "確かさ", max_length=12, choices=Confidence, default=Confidence.TO_CHECK
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="承認した人",
    )

    objects = ParameterValueQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("value")]),
        FieldPanel("source_title"),
        FieldPanel("source_url"),
        FieldPanel("confidence"),
    ]

    class Meta:
        verbose_name = "値"
        verbose_name_plural = "値"
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["parameter", "valid_from"], name="one_value_per_parameter_and_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.valid_from:%Y-%m-%d}"

    def clean(self) -> None:
        """A list for a parameter that runs over people, one number for every other."""
        super().clean()
        if self.value is None or self.parameter_id is None:
            return
        if isinstance(self.value, list) != bool(self.parameter.runs_over):
            raise ValidationError({"value": figure_shape_message(self.parameter.runs_over)})


def figure_shape_message(kind: str) -> str:
    if kind:
        return "人数ごとの額です。「690,000、1,070,000」のように「、」で区切ってください。"
    return "値は一つだけ入れてください。人数ごとの額なら「値の並び」を選んでください。"
