"""What editors keep so that pages can be read: easier words for hard ones, and readings."""

import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.signals import post_delete, post_save
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.core.frame import forget_frame
from cms.japanese.analyser import hiragana, is_kana
from cms.japanese.okurigana import HAS_KANJI, LONGEST
from cms.readability.choices import ReadingKind
from cms.readability.querysets import PlainTermQuerySet, ReadingQuerySet

IN_HIRAGANA = "ひらがなだけで書いてください。"


def spoken(text: str) -> str:
    """What somebody typed as a reading, in hiragana; refuses everything that is no kana."""
    reading = hiragana(unicodedata.normalize("NFKC", text)).replace(" ", "")
    if not is_kana(reading):
        raise ValidationError({"reading": IN_HIRAGANA})
    return reading


class Reading(models.Model):
    """How a name or a term is read: comes before what the analyser believes."""

    word = models.CharField(
        "言葉",
        max_length=LONGEST,
        unique=True,
        help_text="漢字のある名前や言葉を、ページに書くとおりに。例：山田花子、養育費等支援事業。",
    )
    reading = models.CharField("読みがな", max_length=80, help_text=IN_HIRAGANA)
    kind = models.CharField("種類", max_length=10, choices=ReadingKind, default=ReadingKind.SCHEME)
    note = models.CharField("メモ", max_length=200, blank=True, help_text="確かめた相手や資料。")
    changed_at = models.DateTimeField("最終更新", auto_now=True)

    objects = ReadingQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("word"), FieldPanel("reading")]),
        FieldPanel("kind"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = "読みがな"
        verbose_name_plural = "読みがな"
        ordering = ["reading", "word"]

    def __str__(self) -> str:
        return f"{self.word}（{self.reading}）"

    def clean(self) -> None:
        super().clean()
        if not HAS_KANJI.search(self.word):
            raise ValidationError({"word": "漢字のある言葉を入れてください。"})
        self.reading = spoken(self.reading)


class PlainTerm(models.Model):
    """A hard word of the field and what to write instead, or how to explain it."""

    term = models.CharField(
        "むずかしい言葉", max_length=LONGEST, unique=True, help_text="例：扶養、所得制限。"
    )
    reading = models.CharField(
        "読みがな", max_length=80, blank=True, help_text="ふりがなにも使います。ひらがなで。"
    )
    easy = models.CharField(
        "やさしい言いかえ",
        max_length=200,
        help_text="そのまま文に入れられる短い言葉。例：家族の生活を支えること。",
    )
    note = models.TextField(
        "説明",
        blank=True,
        max_length=400,
        help_text="言いかえると意味が変わるときの注意など。編集する人だけが見ます。",
    )
    source_title = models.CharField(
        "出典", max_length=120, help_text="法令や資料の名前。自分たちで決めたときは、そう書きます。"
    )
    source_url = models.URLField("出典のアドレス", blank=True)
    needs_check = models.BooleanField("要確認", default=True)
    is_active = models.BooleanField("編集画面で知らせる", default=True)
    changed_at = models.DateTimeField("最終更新", auto_now=True)

    objects = PlainTermQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("term"), FieldPanel("reading")]),
        FieldPanel("easy"),
        FieldPanel("note"),
        MultiFieldPanel([FieldPanel("source_title"), FieldPanel("source_url")], "出典"),
        FieldRowPanel([FieldPanel("needs_check"), FieldPanel("is_active")]),
    ]

    class Meta:
        verbose_name = "やさしい言いかえ"
        verbose_name_plural = "やさしい言いかえ"
        ordering = ["reading", "term"]

    def __str__(self) -> str:
        return f"{self.term} → {self.easy}"

    def clean(self) -> None:
        super().clean()
        if self.reading:
            self.reading = spoken(self.reading)
        elif HAS_KANJI.search(self.term):
            raise ValidationError({"reading": "漢字のある言葉には、読みがなを入れてください。"})
        if self.term in self.easy:
            message = "言いかえに、同じ言葉が入っています。別の言葉で書いてください。"
            raise ValidationError({"easy": message})


for model in (Reading, PlainTerm):
    post_save.connect(forget_frame, sender=model)
    post_delete.connect(forget_frame, sender=model)
