"""企業: what a single parent asks of an employer, each with a day and how it is known."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest
from django.utils import translation
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from cms.areas.models import HIRAGANA
from cms.core.amounts import amounts_in
from cms.core.facts import facts
from cms.core.languages import default_language
from cms.core.models import SectionPage
from cms.core.publishing import PublicationRefusedError
from cms.japanese.normalise import fold
from companies.blocks import InterviewBlock
from companies.choices import Industry
from companies.panels import CONTENT_PANELS
from companies.querysets import EmployerQuerySet
from companies.validators import validate_job_address
from directory.corporate_number import validate_corporate_number

RESERVED_SLUGS = frozenset({"submit"})  # addresses of the submission
JOB_NUMBER = RegexValidator(r"^[0-9]{5}-[0-9]{1,8}\Z", "例：13010-12345678 の形で入れてください。")
NEEDED = (
    ("consent_on", "公表に同意した日"),
    ("evidence_note", "確かめた書類"),
    ("confirmed_on", "確認した日"),
)


class EmployerPage(SectionPage):
    """``introduction`` are the company's own words to single parents.

    A page without consent, evidence and a day of confirmation is never public. Samples have no
    法人番号: whatever passes the check digit may belong to somebody.
    """

    kana = models.CharField("会社名のよみ", max_length=200, blank=True, validators=[HIRAGANA])
    corporate_number = models.CharField(
        "法人番号",
        max_length=13,
        blank=True,
        db_index=True,
        validators=[validate_corporate_number],
        help_text="13けたの数字。個人事業と見本は空欄にします。",
    )
    industry = models.CharField("業種（日本標準産業分類）", max_length=1, choices=Industry)
    business = models.CharField("仕事の内容", max_length=100)
    website = models.URLField("会社のサイト", max_length=300, blank=True)
    is_anywhere = models.BooleanField("在宅で全国どこからでも働ける", default=False)
    job_number = models.CharField(
        "ハローワークの求人番号", max_length=14, blank=True, validators=[JOB_NUMBER]
    )
    job_url = models.URLField(
        "ハローワークの求人のアドレス",
        max_length=500,
        blank=True,
        validators=[validate_job_address],
    )
    interview = StreamField(InterviewBlock(), verbose_name="インタビュー", blank=True)
    confirmed_on = models.DateField(
        "確認した日",
        null=True,
        blank=True,
        db_index=True,
        help_text="24か月で「情報が古い可能性」と出て、30か月で公開を終えます。",
    )
    evidence_note = models.CharField(
        "確かめた書類", max_length=200, blank=True, help_text="サイトには出ません。受付番号など。"
    )
    consent_on = models.DateField("公表に同意した日", null=True, blank=True)
    consent_version = models.CharField("同意した文の版", max_length=20, blank=True)
    is_sample = models.BooleanField("見本", default=False)
    # Written from the rows below the page: the index reads the page before its rows are stored.
    listed_text = models.TextField(editable=False, default="")
    search_key = models.TextField(editable=False, default="")

    objects = PageManager.from_queryset(EmployerQuerySet)()

    content_panels = CONTENT_PANELS
    promote_panels = SectionPage.promote_panels
    search_fields = [
        *SectionPage.search_fields,
        index.SearchField("kana"),
        index.SearchField("business", boost=2),
        index.SearchField("listed_text"),
        index.SearchField("interview"),
    ]
    override_translatable_fields = [
        *SectionPage.override_translatable_fields,
        *facts("kana", "corporate_number", "job_number", "evidence_note", "consent_version"),
    ]
    template = "companies/employer_page.html"
    parent_page_types = ["companies.CompanyIndexPage"]
    subpage_types: list[str] = []
    in_site_map = False

    class Meta:
        verbose_name = "企業"
        verbose_name_plural = "企業"

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            message = "このスラッグは使えません。別のスラッグにしてください。"
            raise ValidationError({"slug": message})
        if self.is_sample and self.corporate_number:
            message = "見本には法人番号を入れません。実在の会社の番号かもしれないためです。"
            raise ValidationError({"corporate_number": message})
        if self.corporate_number and self._number_taken():
            message = "この法人番号の企業は、すでにあります。"
            raise ValidationError({"corporate_number": message})
        if found := amounts_in(f"{self.introduction} {self.business}"):
            message = (
                f"文の中に金額や割合（{'、'.join(found[:3])}）があります。書かずに伝えてください。"
            )
            raise ValidationError({"introduction": message})

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self.listed_text = self.listed_words()
            self.search_key = fold(f"{self.title} {self.kana} {self.business} {self.listed_text}")
        super().save(*args, **kwargs)

    def refuse_publication(self, *, on: date) -> None:
        """Whatever way a page becomes public, it has consent and evidence."""
        if reason := self.publication_refusal:
            raise PublicationRefusedError(self, reason)
        super().refuse_publication(on=on)

    @property
    def publication_refusal(self) -> str:
        """Why the page may not be public; empty when it may."""
        missing = [label for name, label in NEEDED if not getattr(self, name)]
        if not missing:
            return ""
        return f"「{'」「'.join(missing)}」がないので公開できません。"

    def _number_taken(self) -> bool:
        others = EmployerPage.objects.filter(corporate_number=self.corporate_number)
        return others.exclude(translation_key=self.translation_key).exists()

    def listed_words(self) -> str:
        """Industry, facts with their words, places, certifications: what people search by."""
        with translation.override(default_language()):
            parts = [self.get_industry_display()]
            parts += [f"{row} {row.note}" for row in self.facts.all()]
            parts += [str(row) for row in self.areas.all()]
            parts += [row.name or row.get_kind_display() for row in self.certifications.all()]
            return " ".join(map(str, parts))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from cms.core.calendar import today
        from companies.presenters import employer_context  # presenters stand on models

        context = super().get_context(request, *args, **kwargs)
        return {**context, **employer_context(self, request, on=today())}
