"""The list of campaigns and the page of one."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from campaigns.models import Asset, CampaignPage, Kit
from campaigns.selectors import files_of, kits_of, templates_of
from campaigns.use.selectors import know_how_page
from cms.core.calendar import fiscal_year, japanese_date
from cms.core.languages import address_in

if TYPE_CHECKING:
    from campaigns.models import CampaignIndexPage

PER_PAGE = 20
Context = dict[str, Any]


@dataclass(frozen=True)
class AssetCard:
    asset: Asset
    url: str
    formats: list[str]
    has_template: bool


@dataclass(frozen=True)
class KitCard:
    kit: Kit
    url: str
    assets: list[AssetCard]
    files: int
    size: int


@dataclass(frozen=True)
class YearLink:
    year: int
    url: str
    current: bool


def trail(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """Home, the list of campaigns, then ``steps`` as (title, address)."""
    first = [(_("Home"), address_in("/")), (_("Publicity kits"), address_in("/campaigns/"))]
    return [{"title": title, "url": url} for title, url in (*first, *steps)]


def index_context(page: "CampaignIndexPage", request: HttpRequest, *, year: int | None) -> Context:
    """All campaigns, or those of one fiscal year, newest first."""
    campaigns = CampaignPage.objects.visible_to(request.user).in_language(page.language)
    periods = campaigns.order_by().values_list("starts_on", "ends_on")
    found = campaigns if year is None else campaigns.of_fiscal_year(year)
    shown = Paginator(found.newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    steps = [] if year is None else [(year_words(year), "")]
    return {
        "know_how": know_how_page(request.user),
        "shown": shown,
        "rows": [(campaign, period_words(campaign)) for campaign in shown],
        "years": _year_links(list(periods), year),
        "year": year,
        "heading": _("All campaigns") if year is None else year_words(year),
        "address": address_in("/campaigns/"),
        "breadcrumbs": trail(*steps),
    }


def _year_links(periods: list[tuple[date, date | None]], current: int | None) -> list[YearLink]:
    years = {
        year
        for starts_on, ends_on in periods
        for year in range(fiscal_year(starts_on), fiscal_year(ends_on or starts_on) + 1)
    }
    return [
        YearLink(year, address_in(f"/campaigns/years/{year}/"), year == current)
        for year in sorted(years, reverse=True)
    ]


def year_words(year: int) -> str:
    return _("Fiscal year %(year)s") % {"year": year}


def period_words(campaign: CampaignPage) -> str:
    """2026年11月1日から2027年1月31日まで."""
    first = japanese_date(campaign.starts_on)
    if campaign.ends_on is None:
        return _("from %(first)s") % {"first": first}
    return _("from %(first)s to %(last)s") % {
        "first": first,
        "last": japanese_date(campaign.ends_on),
    }


def campaign_context(page: CampaignPage, request: HttpRequest, *, on: date) -> Context:
    kits = list(kits_of(page, request.user, on=on))
    assets = [row.asset for kit in kits for row in kit.open_rows]
    templates = templates_of(assets)
    return {
        "period": period_words(page),
        "channels": [(channel, channel.note) for channel in page.channels.all()],
        "goals": list(page.goals.all()),
        "kits": [kit_card(kit, set(templates)) for kit in kits],
        "breadcrumbs": trail((page.title, "")),
    }


def kit_card(kit: Any, with_template: set[int]) -> KitCard:
    """``kit`` has its ``open_rows``; assets without a file for the reader are left out."""
    assets = [row.asset for row in kit.open_rows if row.asset.open_files]
    files = files_of(kit)
    return KitCard(
        kit=kit,
        url=address_in(f"/campaigns/kits/{kit.pk}/"),
        assets=[asset_card(asset, asset.pk in with_template) for asset in assets],
        files=len(files),
        size=sum(file.document.file_size or 0 for file in files),
    )


def asset_card(asset: Any, has_template: bool) -> AssetCard:
    endings = [file.document.file_extension.upper() for file in asset.open_files]
    return AssetCard(
        asset=asset,
        url=address_in(f"/campaigns/assets/{asset.pk}/"),
        formats=list(dict.fromkeys(endings)),
        has_template=has_template,
    )
