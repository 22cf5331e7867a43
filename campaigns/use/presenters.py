"""What the pages about use show."""

from datetime import date
from itertools import pairwise
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from campaigns.models import (
    Delivery,
    Distribution,
    Kit,
    KnowHowIndexPage,
    KnowHowPage,
    StaffKnowHowPage,
    UseReport,
)
from campaigns.presenters.pages import trail
from campaigns.use.selectors import (
    Rate,
    know_how_page,
    parcels_of_town,
    per_cent,
    place_counts,
    public_rates_of,
    public_rounds,
)
from campaigns.use.tile_map import HEIGHT, STEPS, WIDTH, short_name, tiles
from cms.areas.models import Area
from cms.core.calendar import today
from cms.core.languages import address_in
from cms.core.querysets import Reader
from cms.surveys.suppression import SMALLEST

EXAMPLES_PER_PAGE = 6
ARTICLES = 30
PLACES_SHOWN = 8


def crumbs(page: Any, *more: str) -> list[dict[str, str]]:
    """Home, the campaigns, the entrance of the know-how, and the words of what lies below it."""
    return trail((page.title, page.address()), *((words, "") for words in more))


def know_how_context(page: KnowHowIndexPage, request: HttpRequest) -> dict[str, Any]:
    reader = request.user
    everybody = KnowHowPage.objects.visible_to(reader).child_of(page)
    staff = StaffKnowHowPage.objects.visible_to(reader).child_of(page)
    examples = UseReport.objects.visible_to(reader)
    shown = Paginator(examples, EXAMPLES_PER_PAGE).get_page(request.GET.get("page"))
    return {
        "articles": everybody.order_by("-dated_on", "-pk")[:ARTICLES],
        "staff_articles": staff.order_by("-dated_on", "-pk")[:ARTICLES],
        "examples": shown,
        "rates_address": f"{page.address()}rates/",
        "town": town_link(page, reader),
        "breadcrumbs": crumbs(page),
    }


def town_link(page: KnowHowIndexPage, reader: Any) -> dict[str, str] | None:
    """To the page of the reader's own municipality, for people who have one."""
    if not reads_town(reader):
        return None
    area = reader.municipality
    return {"name": area.name, "url": f"{page.address()}towns/{area.code6}/"}


def reads_town(reader: Any) -> bool:
    """Whether ``reader`` is staff of a municipality."""
    has_town = getattr(reader, "municipality_id", None) is not None
    return has_town and reader.has_perm("accounts.read_staff_library")


def article_context(page: Any, request: HttpRequest) -> dict[str, Any]:
    parent = KnowHowIndexPage.objects.ancestor_of(page).first()
    kits = Kit.objects.visible_to(request.user).filter(pk__in=[kit.pk for kit in page.kits.all()])
    return {
        "related_kits": kits.select_related("campaign"),
        "is_for_staff": isinstance(page, StaffKnowHowPage),
        "breadcrumbs": crumbs(parent or page, page.title),
    }


def rates_context(page: KnowHowIndexPage, request: HttpRequest, *, on: date) -> dict[str, Any]:
    """``chosen`` is None where nothing was sent yet or the address names another round."""
    rounds = public_rounds(request.user, on=on)
    chosen = chosen_round(rounds, request.GET.get("round", ""))
    context: dict[str, Any] = {
        "rounds": rounds,
        "chosen": chosen,
        "breadcrumbs": crumbs(page, _("How many have reported")),
    }
    return {**context, **figures_of(chosen, on=on)} if chosen else context


def chosen_round(rounds: list[Distribution], asked: str) -> Distribution | None:
    named = [each for each in rounds if str(each.pk) == asked]
    return next(iter(named or rounds), None)


def figures_of(distribution: Distribution, *, on: date) -> dict[str, Any]:
    deliveries = distribution.deliveries.sent(on=on)
    country, rates = public_rates_of(deliveries)
    names = {area.code6[:2]: area.name for area in Area.objects.prefectures().current(on)}
    short = {code2: short_name(name) for code2, name in names.items()}
    return {
        "country": country,
        "rows": [(names[code2], rates.get(code2, Rate(code2))) for code2 in sorted(names)],
        "tiles": tiles(rates, short),
        "box": f"0 0 {WIDTH} {HEIGHT}",
        "legend": legend(),
        "smallest": SMALLEST,
        "places": place_counts(deliveries)[:PLACES_SHOWN],
    }


def legend() -> list[tuple[str, str]]:
    """(shade, words) of the map."""
    edges = [0, *STEPS, 101]
    shades = [(str(n), f"{low}–{high - 1}%") for n, (low, high) in enumerate(pairwise(edges))]
    return [*shades, ("small", _("Not shown")), ("none", _("No parcel"))]


def town_context(page: KnowHowIndexPage, area: Area, *, on: date) -> dict[str, Any]:
    """One municipality beside its prefecture and the country, for each of its parcels."""
    parcels = list(parcels_of_town(area, on=on)[:20])
    return {
        "area": area,
        "parcels": [parcel_facts(parcel, on=on) for parcel in parcels[:3]],
        "older": parcels[3:],
        "smallest": SMALLEST,
        "breadcrumbs": crumbs(page, _("Use in %(town)s") % {"town": area.name}),
    }


def parcel_facts(parcel: Delivery, *, on: date) -> dict[str, Any]:
    country, rates = public_rates_of(parcel.distribution.deliveries.sent(on=on))
    code2 = parcel.area.code6[:2]
    report = getattr(parcel, "report", None)
    return {
        "parcel": parcel,
        "report": report,
        "own_share": per_cent(report.copies_used, parcel.packed) if report else None,
        "prefecture": parcel.area.prefecture,
        "near": rates.get(code2, Rate(code2)),
        "country": country,
        "may_report": on <= parcel.distribution.reports_until,
    }


def thanks_context(delivery: Delivery, reader: Reader) -> dict[str, Any]:
    """What the sender sees next: the own prefecture with this report in it."""
    _country, rates = public_rates_of(delivery.distribution.deliveries.sent(on=today()))
    code2 = delivery.area.code6[:2]
    index = know_how_page(reader)
    return {
        "delivery": delivery,
        "report": delivery.report,
        "near": rates.get(code2, Rate(code2)),
        "prefecture": delivery.area.prefecture,
        "know_how": address_in(index.url) if index and index.url else "",
    }
