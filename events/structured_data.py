"""schema.org Event, for search engines. Samples are left out: they would be taken for real."""

from typing import Any

from django.utils.safestring import SafeString

from cms.core.calendar import TOKYO
from directory.json_ld import script
from events.models import EventPage, Speaker

SCHEMA = "https://schema.org/"


def event_data(event: EventPage, speakers: list[Speaker], *, url: str) -> dict[str, Any]:
    status = "EventCancelled" if event.is_cancelled else "EventScheduled"
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": event.introduction,
        "startDate": event.starts_at.astimezone(TOKYO).isoformat(),
        "endDate": event.ends_at.astimezone(TOKYO).isoformat(),
        "eventStatus": SCHEMA + status,
        "eventAttendanceMode": SCHEMA + _attendance(event),
        "location": _locations(event, url),
        "performer": [{"@type": "Person", "name": each.name} for each in speakers],
        "url": url,
        "inLanguage": "ja",
    }
    return {key: value for key, value in data.items() if value}


def event_script(event: EventPage, speakers: list[Speaker], *, url: str) -> SafeString | str:
    return "" if event.is_sample else script(event_data(event, speakers, url=url))


def _attendance(event: EventPage) -> str:
    if event.venue and event.online_url:
        return "MixedEventAttendanceMode"
    return "OnlineEventAttendanceMode" if event.online_url else "OfflineEventAttendanceMode"


def _locations(event: EventPage, url: str) -> list[dict[str, str]]:
    """What only registered people may know is not named here either."""
    found = []
    if event.venue:
        found.append({"@type": "Place", "name": event.venue, "address": event.venue_address})
    if event.online_url:
        address = url if event.online_for_registered else event.online_url
        found.append({"@type": "VirtualLocation", "url": address})
    return found
