"""One support measure (支援施策), after GIF DS-451-4「行政サービス・制度」."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils import translation
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from cms.core.blocks import BodyBlock
from cms.core.calendar import TOKYO, fiscal_year, now
from cms.core.facts import facts, own
from cms.core.languages import default_language
from cms.core.models import SectionPage
from directory.choices import Task
from measures import panels
from measures.blocks import AmountBlock, DocumentBlock, LineBlock, WayBlock
from measures.choices import Category, Form, Retroactive, Scope, Tier
from measures.prose import TEXTS, prose_errors
from measures.querysets import MeasureQuerySet
from measures.rule_blocks import RULE_BLOCKS
from measures.rule_forms import MeasureForm
from measures.rule_storage import Json, digest, rule_record


def lines(name: str, help_text: str = "") -> StreamField:
    return StreamField([("line", LineBlock())], verbose_name=name, help_text=help_text, blank=True)


class MeasurePage(SectionPage):
    """``title`` is the everyday name; ``official_name`` is what one says at the counter."""

    official_name = models.CharField("正式な名前", max_length=80)
    kana = models.CharField(
        "よみがな",
        max_length=160,
        validators=[RegexValidator(r"^[ぁ-ゖー・（）()\s]+\Z", "ひらがなで入れてください。")],
    )
    other_names = models.TextField(
        "ほかの呼び方", blank=True, help_text="1行に一つ。昔の名前や、人がよく検索する言葉。"
    )
    number = models.PositiveSmallIntegerField("施策番号", null=True, blank=True)
    parent_measure = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="variants",
        verbose_name="もとになる施策",
        help_text="自治体独自の上乗せなら、もとの国の施策を選びます。",
    )
    category = models.CharField("分類", max_length=16, choices=Category)
    form = models.CharField("支援の形", max_length=16, choices=Form)
    repayment = models.TextField("返済と免除", blank=True, help_text="貸付のときだけ。")
    law = models.CharField("根拠になる法律・要綱", max_length=120, blank=True)
    ministry = models.CharField("所管", max_length=60, blank=True)
    scope = models.CharField("実施の範囲", max_length=24, choices=Scope)
    tier = models.CharField("実施するところ", max_length=24, choices=Tier)
    task = models.CharField("相談する窓口の種類", max_length=16, choices=Task, default=Task.GENERAL)
    summary = models.TextField(
        "短い説明", max_length=100, help_text="何がもらえるか、だれのためか。100文字まで。"
    )
    body = StreamField(BodyBlock(), verbose_name="くわしい説明", blank=True)
    who = lines("使える人のめやす", "「対象です」と約束せず、めやすを書きます。")
    amounts = StreamField([("amount", AmountBlock())], verbose_name="お金のめやす", blank=True)
    period = models.TextField("期間・期限", blank=True)
    retroactive = models.CharField(
        "さかのぼり", max_length=12, choices=Retroactive, default=Retroactive.UNKNOWN
    )
    how = StreamField([("way", WayBlock())], verbose_name="申し込みのしかた", blank=True)
    where = models.TextField("申し込むところ", blank=True)
    documents = StreamField(
        [("document", DocumentBlock())], verbose_name="持っていくもの", blank=True
    )
    time_to_decide = models.TextField("決まるまでの時間", blank=True)
    cautions = lines("気をつけること")
    desk_checks = lines("窓口で確認されること", "この画面では判断できない条件。1行に一つ。")
    combines_with = ParentalManyToManyField(
        "self",
        blank=True,
        symmetrical=False,
        related_name="combined_by",
        verbose_name="いっしょに使える施策",
    )
    excludes = ParentalManyToManyField(
        "self",
        blank=True,
        symmetrical=False,
        related_name="excluded_by",
        verbose_name="いっしょに使えない施策",
    )
    rule = StreamField(
        RULE_BLOCKS,
        verbose_name="見せる方のルール",
        blank=True,
        help_text="道が一つも無ければ、「使える支援をさがす」には出ません。",
    )
    rule_as_of = models.DateField("ルールはいつの時点か", null=True, blank=True)
    rule_json = models.JSONField(null=True, editable=False)
    rule_digest = models.CharField(max_length=64, default="", editable=False)
    owner_unit = models.CharField("このページの担当", max_length=60, blank=True)

    objects = PageManager.from_queryset(MeasureQuerySet)()

    base_form_class = MeasureForm
    content_panels = panels.CONTENT
    promote_panels = panels.PROMOTE
    settings_panels = [*SectionPage.settings_panels, *panels.UPKEEP]
    search_fields = [
        *SectionPage.search_fields,
        index.SearchField("official_name", boost=4),
        index.AutocompleteField("official_name"),
        index.SearchField("kana", boost=2),
        index.AutocompleteField("kana"),
        index.SearchField("other_names", boost=3),
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
        index.SearchField("who"),
        index.SearchField("where"),
        index.SearchField("how"),
        index.SearchField("documents"),
        index.SearchField("cautions"),
        index.SearchField("law"),
        index.FilterField("category"),
        index.FilterField("form"),
        index.FilterField("task"),
        index.FilterField("number"),
    ]
    # The official name stays Japanese: it is what one says at the counter.
    override_translatable_fields = [
        *SectionPage.override_translatable_fields,
        *facts("official_name", "kana", "parent_measure", "rule", "owner_unit"),
        *own("check_notes"),  # what is to be checked about the words of each language
    ]
    template = "measures/measure_page.html"
    parent_page_types = ["measures.MeasureIndexPage"]
    subpage_types: list[str] = []
    prose_fields = TEXTS
    streams_without_prose = ("rule",)
    tests_examples = True  # False while many rules that refer to each other are written at once
    preview_modes = [("", "今日の内容"), ("next-april", "次の4月1日の内容")]

    class Meta:
        verbose_name = "支援施策"
        verbose_name_plural = "支援施策"

    def clean(self) -> None:
        super().clean()
        errors = prose_errors(self)
        if self.number and self._number_taken():
            errors["number"] = "この番号はほかの施策が使っています。"
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the rule as the engine reads it beside the blocks that editors see."""
        self.rule_json = self.rule_record
        self.rule_digest = digest(self.rule_json)
        super().save(*args, **kwargs)

    def refuse_publication(self, *, on: date) -> None:
        """Refused while an example of a changed rule fails, whoever publishes and from where."""
        from measures.review import refuse_broken  # stands on models

        self.rule_digest = digest(self.rule_record)
        if self.tests_examples and self._rule_changes():
            refuse_broken(self, on=on)
        super().refuse_publication(on=on)

    def _rule_changes(self) -> bool:
        """Whether visitors would be judged by another rule than before."""
        was = MeasurePage.objects.filter(pk=self.pk, live=True).values_list(
            "rule_digest", flat=True
        )
        return bool(self.rule_digest) and self.rule_digest not in was

    @property
    def rule_record(self) -> Json | None:
        """The JSON of the rule in the blocks; None without a path."""
        stream = self.rule.get_prep_value()
        return rule_record(measure=self.slug, as_of=self.rule_as_of, stream=stream)

    def _number_taken(self) -> bool:
        others = MeasurePage.objects.filter(number=self.number, locale=self.locale)
        return others.exclude(translation_key=self.translation_key).exists()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from measures.presenters import measure_context  # presenters stand on models

        context = super().get_context(request, *args, **kwargs)
        at = kwargs.get("at") or now()
        language = translation.get_language() or default_language()
        # An untranslated page speaks Japanese throughout; its links stay in the reader's language.
        context["text_language"] = default_language() if context["untranslated"] else language
        with translation.override(context["text_language"]):
            return {**context, **measure_context(self, request, at=at, language=language)}

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        at = now()
        if mode_name == "next-april":
            at = datetime(fiscal_year(at.date()) + 1, 4, 1, 9, tzinfo=TOKYO)
        return self.get_context(request, mode_name=mode_name, at=at)

    def get_admin_display_title(self) -> str:
        """Editors think in official names, visitors in everyday ones: the lists show both."""
        title = super().get_admin_display_title()
        official = self.__dict__.get("official_name")  # deferred in long lists: not worth a query
        return f"{official}（{title}）" if official else title

    @property
    def card_text(self) -> str:
        return self.summary

    @property
    def is_sensitive(self) -> bool:
        """Whether the title bar should tell nothing to somebody who looks over a shoulder."""
        return self.task == Task.VIOLENCE

    @property
    def other_name_list(self) -> list[str]:
        return [name.strip() for name in self.other_names.splitlines() if name.strip()]
