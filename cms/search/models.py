"""Data of the search itself: synonyms that editors keep, and what visitors did not find."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from cms.search.choices import Direction
from cms.search.querysets import SynonymQuerySet, ZeroResultQuerySet
from cms.search.synonyms import split
from cms.search.thesaurus import Meaning

QUERY_LENGTH = 40


class Synonym(models.Model):
    """Words visitors use for words of the pages. Applied when searching: works as soon as saved."""

    words = models.CharField(
        "さがす人の言葉",
        max_length=500,
        help_text="「、」か「,」で区切ります。例：母子手当、母子家庭手当。"
        "全角・半角、かな・カナ、送りがなの違いは書かなくてもそろいます。",
    )
    expands_to = models.CharField(
        "ページの言葉",
        max_length=500,
        blank=True,
        help_text="左の言葉で探した人に、この言葉のあるページも出ます。例：児童扶養手当。"
        "空白で区切ると、両方の言葉があるページだけが出ます。",
    )
    direction = models.CharField(
        "向き", max_length=10, choices=Direction.choices, default=Direction.ONE_WAY
    )
    is_active = models.BooleanField("使う", default=True)
    note = models.CharField("メモ", max_length=200, blank=True)
    changed_at = models.DateTimeField("最終更新", auto_now=True)

    objects = SynonymQuerySet.as_manager()

    panels = [
        FieldPanel("words"),
        FieldPanel("direction"),
        FieldPanel("expands_to"),
        FieldPanel("is_active"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = "同義語"
        verbose_name_plural = "同義語"
        ordering = ["words"]

    def __str__(self) -> str:
        return f"{self.words} → {self.expands_to}" if self.expands_to else self.words

    def clean(self) -> None:
        super().clean()
        needed = {"words": split(self.words)}
        if self.direction == Direction.ONE_WAY:
            needed["expands_to"] = split(self.expands_to)
        errors = {name: _problem(words) for name, words in needed.items()}
        if self.direction == Direction.BOTH and len(needed["words"]) < 2:
            errors["words"] = "同じ意味の言葉を2つ以上、「、」で区切って入れてください。"
        if problems := {name: problem for name, problem in errors.items() if problem}:
            raise ValidationError(problems)


def _problem(words: tuple[str, ...]) -> str:
    if not words:
        return "言葉を1つ以上入れてください。"
    for word in words:
        if not Meaning.of(word).parts:
            return f"「{word}」は検索に使えない言葉です。名詞や動詞を含む言葉にしてください。"
    return ""


class SynonymSeed(models.Model):
    """What ``load_synonyms`` put in, so that it never undoes an editor's change or deletion."""

    key = models.CharField(max_length=500, unique=True)
    written = models.CharField(max_length=1100)
    synonym = models.OneToOneField(Synonym, models.SET_NULL, null=True, related_name="seed")

    def __str__(self) -> str:
        return self.key


class ZeroResultQuery(models.Model):
    """How often a text found nothing on a day. No visitor, no time of day, no numbers of people."""

    text = models.CharField("さがした言葉", max_length=QUERY_LENGTH)
    day = models.DateField("日")
    count = models.PositiveIntegerField("回数", default=0)

    objects = ZeroResultQuerySet.as_manager()

    class Meta:
        verbose_name = "見つからなかった検索"
        verbose_name_plural = "見つからなかった検索"
        ordering = ["-day", "-count", "text"]
        constraints = [models.UniqueConstraint(fields=["text", "day"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.text}（{self.count}）"
