"""What every item of the staff library has: a date, a source, a standing, files."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from cms.core.blocks import BodyBlock
from cms.core.calendar import era_year, japanese_date
from cms.core.models import PrivatePage
from cms.records.choices import Action
from staff_library.choices import Standing
from staff_library.files import OPEN_FILES, open_files
from staff_library.querysets import LibraryItemQuerySet

# First segments of the library's own addresses: an item of that slug could never be opened.
RESERVED_SLUGS = frozenset({"completions", "offices"})
LIBRARY = "staff_library.StaffLibraryPage"


class LibraryItemPage(PrivatePage):
    """Common table of 通知, 法令, 先進事例 and 研修資料, so that one query lists them all.

    ``introduction`` is not used: ``summary`` (要旨) stands on the page, in lists and in searches.
    """

    dated_on = models.DateField("日付")
    issuer = models.CharField("出したところ", max_length=80)
    number = models.CharField("番号", max_length=60, blank=True)
    standing = models.CharField(
        "状態",
        max_length=12,
        choices=Standing,
        default=Standing.CURRENT,
        help_text="「改正」「廃止」にすると、一覧と検索で現行のものより後に出ます。",
    )
    summary = models.TextField(
        "要旨", max_length=600, help_text="忙しい人が読む3文。何が、だれに、いつから。"
    )
    body = StreamField(BodyBlock(), verbose_name="本文", blank=True)
    is_sample = models.BooleanField(
        "見本", default=False, help_text="ページに「見本」と出ます。本物の資料には使いません。"
    )

    objects = PageManager.from_queryset(LibraryItemQuerySet)()

    date_label = "日付"
    issuer_label = "出したところ"
    number_label = "番号"

    content_panels = [
        *PrivatePage.content_panels[:1],
        FieldRowPanel([FieldPanel("dated_on"), FieldPanel("issuer"), FieldPanel("number")]),
        FieldPanel("standing"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    shared_panels = [
        InlinePanel("attachments", heading="添付ファイル", label="ファイル"),
        InlinePanel("related_measures", heading="関係する支援施策", label="支援施策"),
        MultiFieldPanel([FieldPanel("is_sample")], heading="見本"),
    ]
    search_fields = [
        *PrivatePage.search_fields,
        index.SearchField("number", boost=4),
        index.SearchField("issuer"),
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
        index.SearchField("date_words"),
        index.SearchField("attachment_text"),
    ]
    prose_fields = (*PrivatePage.prose_fields, "summary")
    template = "staff_library/item_page.html"
    parent_page_types: list[str] = []
    subpage_types: list[str] = []
    is_creatable = False

    class Meta:
        verbose_name = "職員向けの資料"
        verbose_name_plural = "職員向けの資料"

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            message = "このスラッグは使えません。別のスラッグにしてください。"
            raise ValidationError({"slug": message})
        if titles := open_files(self):
            raise ValidationError(OPEN_FILES.format(names="、".join(titles)))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who opened what for staff can be asked later."""
        response = super().serve(request, *args, **kwargs)
        if request.method == "GET" and response.status_code == 200:
            self.record(request, Action.VIEWED)
        return response

    @property
    def card_text(self) -> str:
        return self.summary

    @property
    def kind_name(self) -> str:
        """通知, 先進事例 …; the type is known without reading its own table."""
        model = self.specific_class or type(self)
        return str(model._meta.verbose_name)

    @property
    def date_words(self) -> str:
        """2026年5月9日（令和8年）: people search by either."""
        return f"{japanese_date(self.dated_on)}（{era_year(self.dated_on)}）"

    @property
    def attachment_text(self) -> str:
        """Titles of the attached files, and what is written in them."""
        files = [attachment.document for attachment in self.attachments.all()]
        return " ".join(f"{file.title} {file.extracted_text}" for file in files)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from staff_library.presenters import item_context  # presenters stand on models

        return {**super().get_context(request, *args, **kwargs), **item_context(self, request)}


class Attachment(Orderable):
    """A file of an item. Who may open it is the file's own business (``cms.assets``)."""

    page = ParentalKey(LibraryItemPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name="文書",
        on_delete=models.PROTECT,
        related_name="+",
    )
    label = models.CharField("リンクの文字", max_length=100, blank=True)

    panels = [FieldPanel("document"), FieldPanel("label")]

    class Meta(Orderable.Meta):
        verbose_name = "添付ファイル"

    def __str__(self) -> str:
        return self.label or self.document.title


class RelatedMeasure(Orderable):
    """A page about a measure of which the item speaks; the library knows pages, not measures."""

    page = ParentalKey(LibraryItemPage, on_delete=models.CASCADE, related_name="related_measures")
    measure = models.ForeignKey(
        "wagtailcore.Page", verbose_name="支援施策", on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("measure", "measures.MeasurePage")]

    class Meta(Orderable.Meta):
        verbose_name = "関係する支援施策"
        constraints = [
            models.UniqueConstraint(fields=["page", "measure"], name="library_measure_once")
        ]

    def __str__(self) -> str:
        return self.measure.title
