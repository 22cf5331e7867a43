"""What a place page says about employers: who can be reached from there, in one query."""

from django.db.models import Count, F, Window
from django.http import HttpRequest

from cms.areas.models import Area
from cms.core.languages import address_in
from companies.listing import listed_employers
from companies.presenters import ADDRESS
from directory.panels import PlacePanel

TEMPLATE = "companies/includes/place_panel.html"
SHOWN = 3
ORDER = 200


def place_panel(area: Area, request: HttpRequest) -> PlacePanel | None:
    """The newest confirmed ones and how many there are; None where nobody is."""
    found = listed_employers(request).reachable_from(area).defer_streamfields()
    newest = found.select_related("locale").order_by(F("confirmed_on").desc(nulls_last=True), "pk")
    employers = list(newest.annotate(number=Window(Count("pk")))[:SHOWN])
    if not employers:
        return None
    address = f"{address_in(ADDRESS)}?place={area.code6}"
    context = {"employers": employers, "number": employers[0].number, "url": address}
    return PlacePanel(TEMPLATE, context, order=ORDER)
