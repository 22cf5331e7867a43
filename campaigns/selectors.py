"""What a reader may take, in a number of queries that does not grow with it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from campaigns.models import Asset, AssetFile, CampaignPage, Kit, KitAsset, NamingTemplate
from campaigns.querysets import AssetQuerySet, KitQuerySet
from cms.areas.choices import AreaKind
from cms.areas.models import Area
from cms.core.querysets import Reader
from directory.models import Office
from directory.querysets import OfficeQuerySet


def open_assets(reader: Reader, *, on: date) -> AssetQuerySet:
    """Assets that ``reader`` may take, with their pictures, terms and open files."""
    files = AssetFile.objects.visible_to(reader).select_related("document").order_by("sort_order")
    assets: AssetQuerySet = Asset.objects.visible_to(reader, on=on)
    assets = assets.select_related("preview", "licence").prefetch_related("preview__renditions")
    return assets.prefetch_related(Prefetch("files", files, to_attr="open_files"))


def open_kits(reader: Reader, *, on: date) -> KitQuerySet:
    """Kits with ``open_rows``: their rows whose asset ``reader`` may take, each with ``asset``."""
    rows = KitAsset.objects.filter(asset__in=Asset.objects.visible_to(reader, on=on).values("pk"))
    rows = rows.order_by("sort_order").prefetch_related(
        Prefetch("asset", open_assets(reader, on=on))
    )
    kits: KitQuerySet = Kit.objects.visible_to(reader).select_related("campaign")
    return kits.prefetch_related(Prefetch("assets", rows, to_attr="open_rows"))


def kits_of(campaign: CampaignPage, reader: Reader, *, on: date) -> KitQuerySet:
    """The kits of a campaign; a translation shows those of the Japanese page.

    In a preview too, where the campaign is not public yet: whoever sees it may see its kits.
    """
    original = campaign.japanese_page() or campaign
    rows = KitAsset.objects.filter(asset__in=Asset.objects.usable(on=on).values("pk"))
    files = AssetFile.objects.visible_to(reader).select_related("document").order_by("sort_order")
    assets = Asset.objects.select_related("preview", "licence")
    assets = assets.prefetch_related(
        "preview__renditions", Prefetch("files", files, to_attr="open_files")
    )
    rows = rows.order_by("sort_order").prefetch_related(Prefetch("asset", assets))
    kits: KitQuerySet = Kit.objects.filter(campaign=original).order_by("order", "pk")
    return kits.prefetch_related(Prefetch("assets", rows, to_attr="open_rows"))


def files_of(kit: Any) -> list[AssetFile]:
    """Every file of a kit that was read with ``open_kits``, in order, each with its asset."""
    found = []
    for row in kit.open_rows:
        for file in row.asset.open_files:
            file.asset = row.asset
            found.append(file)
    return found


def templates_of(assets: Iterable[Asset]) -> dict[int, NamingTemplate]:
    """Asset → its active template for 名入れ."""
    templates = NamingTemplate.objects.filter(is_active=True, asset__in=[a.pk for a in assets])
    return {template.asset_id: template for template in templates}


def municipality_of(reader: Reader) -> Area | None:
    """The authority whose staff the reader is; nobody else has one."""
    return getattr(reader, "municipality", None)


def own_offices(municipality: Area, reader: Reader) -> OfficeQuerySet:
    """Published offices of a municipality and of its wards, as they would be printed."""
    own = Q(area=municipality) | Q(area__parent=municipality, area__kind=AreaKind.WARD)
    offices: OfficeQuerySet = Office.objects.visible_to(reader).filter(own)
    return offices.with_details().order_by("priority", "name", "pk")
