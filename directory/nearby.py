"""Towns near a visitor. The server tells every browser the same list; the browser chooses."""

from datetime import date

from django.db.models import Count

from cms.areas.choices import MUNICIPALITY_KINDS, AreaKind
from cms.areas.models import Area
from cms.core.frame import kept
from directory.presenters import area_label

# Offered only where a visitor may expect to find her town: this share of 市・特別区・町・村.
LEAST_KNOWN = 0.7
DIGITS = 3  # of a degree: a hundred metres

Town = tuple[str, str, float, float]


def is_offered(*, on: date) -> bool:
    """Whether enough municipalities have coordinates; asked of the database once a minute."""

    def known() -> float:
        counted = Area.objects.current(on).municipalities()
        counts = counted.aggregate(every=Count("pk"), known=Count("latitude"))
        return counts["known"] / max(counts["every"], 1)

    return kept("municipalities-with-coordinates", known) >= LEAST_KNOWN


def towns(*, on: date) -> list[Town]:
    """Code, name, latitude and longitude of every municipality and ward whose place is known."""
    kinds = (*MUNICIPALITY_KINDS, AreaKind.WARD)
    known = Area.objects.current(on).filter(kind__in=kinds, latitude__isnull=False)
    return [
        (area.code6, area_label(area, full=True), _degrees(area.latitude), _degrees(area.longitude))
        for area in known.with_chain()
    ]


def _degrees(value: object) -> float:
    return round(float(str(value)), DIGITS)
