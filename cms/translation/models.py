"""Which text a translation was made from, and the official names that translators must use."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from cms.core.languages import other_languages
from cms.translation.querysets import GlossaryTermQuerySet, PageTranslationQuerySet


class Original(models.Model):
    """The published Japanese words of a page that has translations.

    ``digest`` is that of ``cms.translation.texts``; ``changed_at`` when the words became public.
    """

    translation_key = models.UUIDField(primary_key=True)
    digest = models.CharField(max_length=64)
    changed_at = models.DateTimeField("日本語が変わった日時")

    class Meta:
        verbose_name = "訳のもとの文"
        verbose_name_plural = "訳のもとの文"

    def __str__(self) -> str:
        return str(self.translation_key)


class PageTranslation(models.Model):
    """From which Japanese words the published translation of a page was made.

    ``made_from``: when those words became public. ``by_machine``: a machine wrote some of it and
    nobody has looked since.
    """

    page = models.OneToOneField(
        Page, models.CASCADE, primary_key=True, related_name="made_from_japanese"
    )
    original = models.ForeignKey(Original, models.CASCADE, related_name="translations")
    digest = models.CharField(max_length=64)
    made_from = models.DateTimeField("もとの日本語の日時")
    translated_at = models.DateTimeField("訳した日時")
    by_machine = models.BooleanField("機械翻訳・要確認", default=False)

    objects = PageTranslationQuerySet.as_manager()

    class Meta:
        verbose_name = "ページの訳"
        verbose_name_plural = "ページの訳"
        indexes = [models.Index(fields=["original", "digest"], name="translation_by_original")]

    def __str__(self) -> str:
        return str(self.page_id)


class GlossaryTerm(index.Indexed, ClusterableModel):
    """用語集: a Japanese term with its official name in other languages.

    Only what was approved is filled in by machines; a change takes the approval back.
    """

    term = models.CharField("用語", max_length=80, unique=True)
    reading = models.CharField("よみがな", max_length=160, blank=True)
    note = models.TextField(
        "説明・出典", max_length=400, blank=True, help_text="どこに書いてある名前か。"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name="承認した人",
    )
    approved_on = models.DateField("承認した日", null=True, blank=True, editable=False)

    objects = GlossaryTermQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("term"), FieldPanel("reading")]),
        InlinePanel("names", label="ほかの言語の名前", min_num=1),
        FieldPanel("note"),
    ]
    search_fields = [
        index.SearchField("term", boost=4),
        index.AutocompleteField("term"),
        index.SearchField("reading"),
        index.RelatedFields("names", [index.SearchField("name")]),
    ]

    class Meta:
        verbose_name = "用語"
        verbose_name_plural = "用語集"
        ordering = ["reading", "term"]
        permissions = [("approve_glossaryterm", "用語を承認できる")]

    def __str__(self) -> str:
        return self.term

    @property
    def is_approved(self) -> bool:
        return self.approved_on is not None


class GlossaryName(Orderable):
    """The official name of a term in one language."""

    term = ParentalKey(GlossaryTerm, on_delete=models.CASCADE, related_name="names")
    language = models.CharField("言語", max_length=10, choices=other_languages)
    name = models.CharField("名前", max_length=200)

    panels = [FieldRowPanel([FieldPanel("language"), FieldPanel("name")])]

    class Meta(Orderable.Meta):
        verbose_name = "ほかの言語の名前"
        constraints = [
            models.UniqueConstraint(fields=["term", "language"], name="one_name_a_language")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
        if not self.name:
            raise ValidationError({"name": "名前を入れてください。"})
