"""Events for calendar programs (iCalendar, RFC 5545)."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from cms.core.calendar import TOKYO
from cms.core.languages import default_language
from cms.core.mails import absolute
from events.models import EventPage

PRODUCT = "-//hitorioya-portal//events//JA"
REFRESH = timedelta(hours=12)
CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_of(events: Iterable[EventPage], *, name: str) -> bytes:
    """One calendar with ``events`` and the time zone they are in."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_entry(event))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _entry(event: EventPage) -> Event:
    entry = Event()
    entry.add("uid", event.uid)
    entry.add("sequence", event.calendar_sequence)
    changed = (event.last_published_at or event.starts_at).astimezone(UTC)
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("dtstart", _tokyo(event.starts_at))
    entry.add("dtend", _tokyo(event.ends_at))
    entry.add("summary", event.title)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if event.introduction:
        entry.add("description", event.introduction)
    if place := place_of(event):
        entry.add("location", place)
    entry.add("url", absolute(event.address(default_language())))
    return entry


def _tokyo(moment: datetime) -> datetime:
    return moment.astimezone(TOKYO)


def place_of(event: EventPage) -> str:
    """Venue and address, else the address on the internet if everybody may know it."""
    parts = [event.venue, event.venue_address]
    if not any(parts) and event.online_url and not event.online_for_registered:
        parts = [event.online_url]
    return " ".join(part for part in parts if part)


def note_change(event: EventPage) -> None:
    """Count up SEQUENCE when something changed that stands in calendars; not at the first time."""
    told = [
        event.title,
        _tokyo(event.starts_at).isoformat(),
        _tokyo(event.ends_at).isoformat(),
        place_of(event),
        str(event.is_cancelled),
    ]
    digest = hashlib.sha256("\n".join(told).encode()).hexdigest()
    if event.calendar_digest and digest != event.calendar_digest:
        event.calendar_sequence += 1
    event.calendar_digest = digest
