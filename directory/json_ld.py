"""Offices for search engines (schema.org GovernmentOffice). Says nothing the page does not show."""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from directory.cards import OfficeCard
from directory.models.schedule import WEEKDAYS

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
MOST = 10


class ScriptText:
    """JSON that may stand inside a script element: no sign in it can end the element."""

    def __init__(self, data: Any) -> None:
        self.text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)

    def __html__(self) -> str:
        return self.text


def offices(cards: list[OfficeCard], origin: str) -> dict[str, Any]:
    """Samples are left out: a search engine would take them for real."""
    real = [card for card in cards if not card.is_sample][:MOST]
    graph = [_office(card, origin) for card in real]
    return {"@context": "https://schema.org", "@graph": graph} if graph else {}


def script(data: dict[str, Any]) -> SafeString | str:
    if not data:
        return ""
    return format_html('<script type="application/ld+json">{}</script>', ScriptText(data))


def _office(card: OfficeCard, origin: str) -> dict[str, Any]:
    office = card.office
    found: dict[str, Any] = {
        "@type": "GovernmentOffice",
        "name": card.name,
        "url": origin + card.url,
        "telephone": [contact.display for contact in card.telephones],
        "openingHoursSpecification": [_hours(line) for line in office.schedules.all()],
    }
    if office.area:
        found["areaServed"] = office.area.full_name
    if office.public_address:
        address = {"streetAddress": office.public_address, "addressCountry": "JP"}
        if office.postal_code:
            address["postalCode"] = office.postal_code
        found["address"] = {"@type": "PostalAddress", **address}
    return {key: value for key, value in found.items() if value}


def _hours(line: Any) -> dict[str, Any]:
    days = [name.capitalize() for name in WEEKDAYS if getattr(line, name)]
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": days,
        "opens": f"{line.opens:%H:%M}",
        "closes": f"{line.closes:%H:%M}",
    }
