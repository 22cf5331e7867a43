"""法令: where the text is, and which articles matter here."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from staff_library.models.item import LIBRARY, LibraryItemPage


class LawPage(LibraryItemPage):
    """``dated_on`` is the day it came into force (施行日); the text itself stays at its source."""

    source_url = models.URLField(
        "法令のアドレス", max_length=300, help_text="e-Gov法令検索などの公式のページ。"
    )

    public_parts = frozenset({"title"})  # public pages name the laws they stand on
    date_label = "施行日"
    issuer_label = "所管"
    number_label = "法令番号"
    content_panels = [
        *LibraryItemPage.content_panels,
        FieldPanel("source_url"),
        InlinePanel("articles", heading="関係する条", label="条"),
        *LibraryItemPage.shared_panels,
    ]
    search_fields = [
        *LibraryItemPage.search_fields,
        index.RelatedFields(
            "articles", [index.SearchField("article"), index.SearchField("summary")]
        ),
    ]
    template = "staff_library/law_page.html"
    parent_page_types = [LIBRARY]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "法令"
        verbose_name_plural = "法令"


class LawArticle(Orderable):
    page = ParentalKey(LawPage, on_delete=models.CASCADE, related_name="articles")
    article = models.CharField("条", max_length=40, help_text="例：第4条第1項")
    summary = models.CharField("何が書いてあるか", max_length=200)

    panels = [FieldPanel("article"), FieldPanel("summary")]

    class Meta(Orderable.Meta):
        verbose_name = "条"

    def __str__(self) -> str:
        return self.article
