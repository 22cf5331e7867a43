"""A campaign: when, for whom, where, what was wanted and what came of it."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from campaigns.choices import Channel
from campaigns.querysets import CampaignQuerySet
from cms.core.blocks import BodyBlock
from cms.core.calendar import today
from cms.core.models import SectionPage

# First segments of the section's own addresses: a campaign of that slug could never be opened.
RESERVED_SLUGS = frozenset({"assets", "kits", "know-how", "reports", "years"})


class CampaignPage(SectionPage):
    """/campaigns/<slug>/. Its kits are records (``Kit``), so that reports of use stay with them."""

    starts_on = models.DateField("はじまる日")
    ends_on = models.DateField(
        "終わる日", null=True, blank=True, help_text="決まっていなければ空欄にします。"
    )
    target = models.CharField("だれに届けるか", max_length=200)
    aim = models.TextField("ねらい", max_length=600, blank=True)
    results = models.TextField(
        "結果",
        max_length=1000,
        blank=True,
        help_text="終わってから。数字は「目標」の表に書きます。",
    )
    body = StreamField(BodyBlock(), verbose_name="本文", blank=True)
    is_sample = models.BooleanField(
        "見本", default=False, help_text="ページに「見本」と出ます。本物の広報には使いません。"
    )

    objects = PageManager.from_queryset(CampaignQuerySet)()

    content_panels = [
        *SectionPage.content_panels,
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("target"),
        FieldPanel("aim"),
        InlinePanel("channels", heading="使う媒体", label="媒体"),
        InlinePanel("goals", heading="目標と結果", label="目標"),
        FieldPanel("results"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("is_sample")], heading="見本"),
    ]
    search_fields = [
        *SectionPage.search_fields,
        index.SearchField("target"),
        index.SearchField("aim"),
        index.SearchField("body"),
        index.SearchField("asset_words"),
    ]
    prose_fields = (*SectionPage.prose_fields, "target", "aim")
    template = "campaigns/campaign_page.html"
    parent_page_types = ["campaigns.CampaignIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "広報活動"
        verbose_name_plural = "広報活動"

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            message = "このスラッグは使えません。別のスラッグにしてください。"
            raise ValidationError({"slug": message})
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "終わる日が、はじまる日より前です。"})

    def refuse_publication(self, *, on: date) -> None:
        """Refused while an asset of its kits is not checked or its rights have ended (第4-2)."""
        from campaigns.checking import open_questions  # stands on models
        from cms.core.publishing import PublicationRefusedError  # stands on the admin

        if self.pk and (reason := open_questions(self, on=on)):
            raise PublicationRefusedError(self, reason)
        super().refuse_publication(on=on)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from campaigns.presenters.pages import campaign_context  # presenters stand on models

        own = campaign_context(self, request, on=today())
        return {**super().get_context(request, *args, **kwargs), **own}

    @property
    def card_text(self) -> str:
        return self.introduction or self.target

    @property
    def asset_words(self) -> str:
        """Names of kits and assets, for the site search."""
        kits = self.kits.prefetch_related("assets__asset")
        rows = [row for kit in kits for row in kit.assets.all()]
        return " ".join([*(kit.title for kit in kits), *(row.asset.title for row in rows)])


class CampaignChannel(Orderable):
    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="channels")
    channel = models.CharField("媒体", max_length=16, choices=Channel)
    note = models.CharField("くわしく", max_length=200, blank=True)

    panels = [FieldPanel("channel"), FieldPanel("note")]

    class Meta(Orderable.Meta):
        verbose_name = "使う媒体"

    def __str__(self) -> str:
        return str(self.get_channel_display())


class CampaignGoal(Orderable):
    """One goal in figures; the result is empty until it is known and says when and from where."""

    page = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="goals")
    name = models.CharField("何を", max_length=120, help_text="例：ポスターを掲げた自治体")
    unit = models.CharField("単位", max_length=20, help_text="例：自治体、回、件")
    goal = models.PositiveIntegerField("目標")
    result = models.PositiveIntegerField("結果", null=True, blank=True)
    result_on = models.DateField("結果の時点", null=True, blank=True)
    source = models.CharField("結果の出どころ", max_length=200, blank=True)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("goal"), FieldPanel("unit")]),
        FieldRowPanel([FieldPanel("result"), FieldPanel("result_on")]),
        FieldPanel("source"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "目標"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.result is not None and not (self.result_on and self.source):
            message = "結果には、いつの数字かと、出どころを書いてください。"
            raise ValidationError({"result_on": message})
