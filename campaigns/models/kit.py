"""キット: what is sent out and reported about together."""

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from campaigns.models.asset import Asset
from campaigns.models.campaign import CampaignPage
from campaigns.querysets import KitQuerySet


class Kit(ClusterableModel):
    """Assets of one campaign that belong together. It is public while its campaign is."""

    campaign = models.ForeignKey(
        CampaignPage, verbose_name="広報活動", on_delete=models.PROTECT, related_name="kits"
    )
    title = models.CharField("名前", max_length=100)
    introduction = models.TextField("説明", max_length=400, blank=True)
    order = models.PositiveSmallIntegerField(
        "並び順", default=100, help_text="小さいほど先に出ます。"
    )

    objects = KitQuerySet.as_manager()

    panels = [
        FieldPanel("campaign"),
        FieldRowPanel([FieldPanel("title"), FieldPanel("order")]),
        FieldPanel("introduction"),
        InlinePanel("assets", heading="素材", label="素材"),
    ]

    class Meta:
        verbose_name = "キット"
        verbose_name_plural = "キット"
        ordering = ("campaign", "order", "pk")

    def __str__(self) -> str:
        return self.title


class KitAsset(Orderable):
    kit = ParentalKey(Kit, on_delete=models.CASCADE, related_name="assets")
    asset = models.ForeignKey(
        Asset, verbose_name="素材", on_delete=models.PROTECT, related_name="kit_rows"
    )

    panels = [FieldPanel("asset")]

    class Meta(Orderable.Meta):
        verbose_name = "キットの素材"
        constraints = [models.UniqueConstraint(fields=["kit", "asset"], name="kit_asset_once")]

    def __str__(self) -> str:
        return str(self.asset)
