"""Builders of parcels and what was told about them."""

from datetime import date, datetime
from typing import Any

from campaigns.models import (
    AdvertisingRecord,
    CampaignIndexPage,
    CampaignPage,
    Delivery,
    Distribution,
    Kit,
    KnowHowIndexPage,
    UseReport,
)
from campaigns.use.services import Told, issue_tickets, report_use
from cms.areas.models import Area
from cms.core.calendar import TOKYO
from tests.builders import add_page, home_of, make_area, make_prefecture

AT = datetime(2026, 11, 20, 10, 0, tzinfo=TOKYO)
FAR = date(2100, 3, 31)


def campaign_index(site: Any) -> CampaignIndexPage:
    found = CampaignIndexPage.objects.child_of(home_of(site)).first()
    return found or add_page(home_of(site), CampaignIndexPage, title="広報", slug="campaigns")


def know_how_index(site: Any) -> KnowHowIndexPage:
    found = KnowHowIndexPage.objects.first()
    index = campaign_index(site)
    return found or add_page(index, KnowHowIndexPage, title="活用のコツ", slug="know-how")


def make_kit(site: Any, *, title: str = "ポスターのキット", **fields: Any) -> Kit:
    page = CampaignPage.objects.first() or add_page(
        campaign_index(site),
        CampaignPage,
        title="秋の広報",
        slug="autumn",
        starts_on=date(2026, 10, 1),
        target="ひとり親の家庭",
    )
    return Kit.objects.create(campaign=page, title=title, **fields)


def make_distribution(kit: Kit, *, title: str = "秋の配布", **fields: Any) -> Distribution:
    return Distribution.objects.create(kit=kit, title=title, **{"reports_until": FAR, **fields})


def make_parcel(
    distribution: Distribution, area: Area, *, copies: int = 200, **fields: Any
) -> Delivery:
    """A parcel that left on 1 October 2026 unless told otherwise (``sent_on=None``)."""
    sent = {"sent_on": date(2026, 10, 1), **fields}
    return Delivery.objects.create(distribution=distribution, area=area, copies=copies, **sent)


def towns(number: int, *, code2: str = "13", name: str = "東京都") -> list[Area]:
    prefecture = make_prefecture(f"{code2}000", name, "とうきょうと")
    return [
        make_area(f"{code2}{201 + step}", f"町{step}市", "まちし", parent=prefecture)
        for step in range(number)
    ]


def tell(parcel: Delivery, *, at: datetime | None = None, **fields: Any) -> UseReport:
    said = {"amount": "all", "copies_used": parcel.packed, "places": ("office",), **fields}
    return report_use(delivery=parcel, told=Told(**said), at=at or AT)


def ticket_of(parcel: Delivery, *, until: date | None = None) -> str:
    until = until or parcel.distribution.reports_until
    return issue_tickets(deliveries=[parcel], until=until)[parcel.pk]


def address_of(parcel: Delivery, **fields: Any) -> str:
    return f"/campaigns/reports/{ticket_of(parcel, **fields)}/"


def make_advertising(**fields: Any) -> AdvertisingRecord:
    usual = {
        "title": "検索広告",
        "medium": "search",
        "reach_kind": "broad",
        "target": "全国",
        "starts_on": date(2026, 7, 1),
        "ends_on": date(2026, 7, 31),
    }
    return AdvertisingRecord.objects.create(**{**usual, **fields})
