"""Words of the finder's questions, and the households whose verdicts a change must not upset."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.core.models.reviewed import ReviewedRecord
from measures.answer_fields import (
    AnswersField,
    ImplementationsField,
    ReadableJsonField,
    StatusesField,
    validate_bands,
)
from measures.blocks import OptionBlock, QuestionWordsBlock
from measures.choices import Sensitivity
from measures.eligibility.examples import Persona as Household
from measures.eligibility.examples import read_persona
from measures.eligibility.vocabulary import QUESTIONS

KEYS = [(key, question.title) for key, question in QUESTIONS.items()]


class FinderQuestion(ReviewedRecord):
    """What a visitor reads for one question of the engine. Kind and screen are the engine's.

    Without a public row the engine asks in its own words.
    """

    key = models.CharField("質問", max_length=40, unique=True)
    text = models.CharField("質問の文", max_length=80)
    why_we_ask = models.CharField("なぜ聞くか", max_length=120, blank=True)
    options = StreamField([("option", OptionBlock())], verbose_name="選択肢のことば", blank=True)
    translations = StreamField(
        [("words", QuestionWordsBlock())],
        verbose_name="ほかの言語のことば",
        blank=True,
        help_text="やさしい日本語と外国語。記号は日本語の選択肢と同じものを使います。",
    )
    bands = ReadableJsonField(
        "金額などの幅", default=list, blank=True, help_text="数を聞く質問だけ。"
    )
    sensitivity = models.CharField(
        "答えにくさ", max_length=8, choices=Sensitivity, default=Sensitivity.NORMAL
    )
    order = models.PositiveSmallIntegerField("並び順", default=0)

    panels = [
        FieldRowPanel([FieldPanel("key"), FieldPanel("sensitivity"), FieldPanel("order")]),
        MultiFieldPanel(
            [FieldPanel("text"), FieldPanel("why_we_ask")],
            heading="質問のことば",
        ),
        FieldPanel("options"),
        FieldPanel("translations"),
        FieldPanel("bands"),
        *ReviewedRecord.schedule_panels,
    ]

    class Meta:
        verbose_name = "質問"
        verbose_name_plural = "質問"
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.text

    @property
    def option_words(self) -> dict[str, str]:
        """Key of an option → its words."""
        return {block.value["key"]: block.value["label"] for block in self.options}

    @property
    def words_by_language(self) -> dict[str, dict[str, Any]]:
        """Language code → ``text``, ``name``, ``why_we_ask``, ``options`` (key → words)."""
        rows = [row["value"] for row in self.translations.get_prep_value()]
        return {
            row["language"]: {
                **row,
                "options": {option["key"]: option["label"] for option in _values(row["options"])},
            }
            for row in rows
        }

    def clean(self) -> None:
        super().clean()
        question = QUESTIONS.get(self.key)
        if question is None:
            raise ValidationError({"key": "この記号の質問はありません。"})
        self._refuse_unknown("options", self.option_words)
        for words in self.words_by_language.values():
            self._refuse_unknown("translations", words["options"])
        if len(self.words_by_language) < len(self.translations):
            message = "同じ言語が二つあります。一つの言語につき、一つだけにしてください。"
            raise ValidationError({"translations": message})
        if self.bands:
            try:
                validate_bands(self.key, self.bands)
            except ValidationError as error:
                raise ValidationError({"bands": error.messages}) from error

    def _refuse_unknown(self, field: str, words: dict[str, str]) -> None:
        """ValidationError for an option that the engine does not know."""
        options = QUESTIONS[self.key].options
        unknown = words.keys() - options.keys()
        if unknown:
            known = "、".join(options)
            message = f"選択肢「{min(unknown)}」はありません。使えるもの：{known}"
            raise ValidationError({field: message})


def _values(rows: list[Any]) -> list[dict[str, str]]:
    """What a stored list block holds: bare values, or values with ids."""
    return [row.get("value", row) for row in rows]


class Persona(index.Indexed, models.Model):
    """An invented household with the verdicts of the measures it was made for."""

    key = models.CharField(
        "記号",
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9-]+\Z", "半角の小文字と数字と「-」だけにしてください。")
        ],
    )
    name = models.CharField("どんな家庭か", max_length=120)
    on = models.DateField("いつの判定か")
    answers = AnswersField("答え", default=dict, blank=True)
    implementations = ImplementationsField(
        "町での実施状況",
        default=dict,
        blank=True,
        help_text="この家庭の町で、施策が行われているか。",
    )
    expected = StatusesField(
        "出るはずの判定",
        default=dict,
        blank=True,
        help_text="判定を確かめたい施策だけ選びます。ルールを直すと、ここと比べます。",
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("key"), FieldPanel("on")]),
        FieldPanel("answers"),
        FieldPanel("implementations"),
        FieldPanel("expected"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("key"),
    ]

    class Meta:
        verbose_name = "ためしの家庭"
        verbose_name_plural = "ためしの家庭"
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name

    def as_household(self) -> Household:
        """For the engine; raises UnreadableError while the answers cannot be read."""
        return read_persona(self.record)

    @property
    def record(self) -> dict[str, Any]:
        """The JSON that ``read_persona`` reads."""
        return {
            "key": self.key,
            "name": self.name,
            "on": self.on.isoformat(),
            "answers": self.answers,
            "implementations": self.implementations,
            "expect": self.expected,
        }
