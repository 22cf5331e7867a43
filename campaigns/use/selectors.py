"""How much came back: rates by prefecture, one town beside the others, who has not reported."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from campaigns.models import Delivery, Distribution, KnowHowIndexPage, ReportTicket, UsePlace
from campaigns.use_choices import Place
from cms.areas.models import Area
from cms.core.querysets import Reader
from cms.core.tickets import digest
from cms.surveys.suppression import SMALLEST  # of fewer, a rate tells about one town

PATIENCE = timedelta(days=14)  # from sending to the first reminder


@dataclass(frozen=True)
class Rate:
    """Parcels of a prefecture or of Japan. ``share`` and ``used_share`` are whole per cent.

    Both are None where fewer than SMALLEST stand behind them: such numbers are not shown.
    """

    code2: str
    sent: int = 0
    reported: int = 0
    sent_total: int = 0
    got_total: int = 0
    used_total: int = 0
    is_left_out: bool = False

    @property
    def is_small(self) -> bool:
        """Something was sent, and no figures are shown."""
        return self.is_left_out or 0 < self.sent < SMALLEST

    @property
    def share(self) -> int | None:
        is_shown = self.sent >= SMALLEST and not self.is_left_out
        return per_cent(self.reported, self.sent) if is_shown else None

    @property
    def used_share(self) -> int | None:
        """How much is in use of what those got who reported."""
        is_shown = self.reported >= SMALLEST and not self.is_left_out
        return per_cent(self.used_total, self.got_total) if is_shown else None


def per_cent(part: int, whole: int) -> int:
    """Whole per cent; a rest of something is never rounded away to 0 or up to 100."""
    if not whole:
        return 0
    rounded = round(100 * part / whole)
    return min(max(rounded, 1 if part else 0), 100 if part >= whole else 99)


def public_rounds(reader: Reader, *, on: date) -> list[Distribution]:
    """Rounds of which something was sent, newest first."""
    sent = Delivery.objects.sent(on=on).values("distribution")
    rounds = Distribution.objects.visible_to(reader).filter(pk__in=sent)
    return list(rounds.select_related("kit__campaign")[:50])


def rates_of(deliveries: Any) -> tuple[Rate, dict[str, Rate]]:
    """The rate of the whole country, and of every prefecture by its two digits. One query."""
    rows = {row["code2"]: Rate(**row) for row in deliveries.by_prefecture()}
    names = ("sent", "reported", "sent_total", "got_total", "used_total")
    sums = {name: sum(getattr(rate, name) for rate in rows.values()) for name in names}
    return Rate(code2="", **sums), rows


def public_rates_of(deliveries: Any) -> tuple[Rate, dict[str, Rate]]:
    """As ``rates_of``, for pages that show the total of the country beside them.

    Where a single prefecture shows no figures, the one that got the fewest of the others shows none
    either: else a subtraction would tell them.
    """
    country, rates = rates_of(deliveries)
    shown = [rate for rate in rates.values() if rate.share is not None]
    if sum(rate.is_small for rate in rates.values()) != 1 or not shown:
        return country, rates
    other = min(shown, key=lambda rate: (rate.sent, rate.code2))
    return country, {**rates, other.code2: replace(other, is_left_out=True)}


def place_counts(deliveries: Any) -> list[tuple[str, int]]:
    """Kinds of place and how many reports name them, most first."""
    rows = UsePlace.objects.filter(report__delivery__in=deliveries.values("pk"))
    counted = rows.order_by().values("place").annotate(number=Count("pk"))
    labels: Mapping[str, Any] = dict(Place.choices)
    found = [(str(labels[row["place"]]), row["number"]) for row in counted]
    return sorted(found, key=lambda pair: -pair[1])


def parcels_of_town(area: Area, *, on: date) -> QuerySet[Delivery]:
    """What went to one municipality, newest first."""
    found = Delivery.objects.of_area(area).sent(on=on)
    related = ("distribution__kit", "report", "area__parent__parent")
    return found.select_related(*related).prefetch_related("report__places").order_by("-sent_on")


def due_for_reminder(distribution: Distribution, *, on: date) -> QuerySet[Delivery]:
    """Sent two weeks ago or more and not reported, in the order of the codes."""
    found = distribution.deliveries.sent(on=on - PATIENCE).unreported()
    return found.with_area().order_by("area__code6")


def know_how_page(reader: Reader) -> KnowHowIndexPage | None:
    """Where the pages about use stand, as far as ``reader`` may open them."""
    return KnowHowIndexPage.objects.visible_to(reader).order_by("locale_id", "path").first()


def find_delivery(*, secret: str, on: date) -> Delivery | None:
    """The parcel whose ticket this is; None for what is forged, closed or too old."""
    related = ("delivery__area__parent__parent", "delivery__distribution__kit__campaign")
    tickets = ReportTicket.objects.select_related(*related, "delivery__report__photo")
    ticket = tickets.filter(digest=digest(secret)).first()
    return ticket.delivery if ticket and ticket.counts_on(on) else None
