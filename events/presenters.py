"""What the lists and the page of an event show."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from cms.core.calendar import TOKYO, era_year, japanese_date
from cms.core.languages import address_in
from cms.core.querysets import Reader
from events.choices import Door
from events.film import film_of
from events.mailing import when
from events.models import EventPage
from events.querysets import EventQuerySet
from events.seats import Seats, door_of, takes_registrations
from events.selectors import events_below, shows_film, speakers_of
from events.structured_data import event_script

if TYPE_CHECKING:
    from events.models import EventIndexPage

PER_PAGE = 20
ON_HOME = 3
Context = dict[str, Any]


@dataclass(frozen=True)
class Card:
    """An event in a list."""

    event: EventPage
    when: str
    starts_at: datetime
    door: Door
    place: str
    features: list[str]
    has_film: bool

    @property
    def day(self) -> date:
        return self.starts_at.date()


def card_of(event: Any, *, at: datetime) -> Card:
    """``event`` from ``with_seats()``."""
    return Card(
        event=event,
        when=when(event.starts_at, event.ends_at),
        starts_at=event.starts_at.astimezone(TOKYO),
        door=door_of(event, Seats(event.capacity, event.taken, event.waiting), at=at),
        place=place_words(event),
        features=[words for _icon, words in features_of(event)],
        has_film=event.film_id is not None or bool(event.external_film_url),
    )


def place_words(event: EventPage) -> str:
    parts = [event.venue, _("Online meeting") if event.online_url else ""]
    return "・".join(part for part in parts if part)


def features_of(event: EventPage) -> list[tuple[str, str]]:
    """(icon, words) of what makes coming easier."""
    offered = (
        (event.sign_language, "talk", _("Sign language")),
        (event.live_captions, "document", _("Words on a screen")),
        (event.childcare, "children", _("Childcare")),
        (event.nursing_room, "heart", _("Room for babies")),
        (event.wheelchair, "check", _("Accessible by wheelchair")),
    )
    return [(icon, words) for is_offered, icon, words in offered if is_offered]


def index_context(page: "EventIndexPage", request: HttpRequest, *, at: datetime) -> Context:
    events = events_below(page, request.user)
    shown = _page(events.upcoming(at).with_seats(), request)
    past = events.past(at).with_seats()[:ON_HOME] if shown.number == 1 else []
    return {
        "shown": shown,
        "cards": [card_of(event, at=at) for event in shown],
        "past": [card_of(event, at=at) for event in past],
        "years": years_of(page, events.past(at)),
        "address": page.address(),
        "breadcrumbs": trail(page.title),
    }


def archive_context(
    page: "EventIndexPage", request: HttpRequest, year: int | None, *, at: datetime
) -> Context:
    """404 for a year without an event: its address leads nowhere."""
    events = events_below(page, request.user)
    years = years_of(page, events.past(at), chosen=year)
    if year is not None and not any(each["is_chosen"] for each in years):
        raise Http404
    found = events.past(at) if year is None else events.past(at).in_fiscal_year(year)
    shown = _page(found.with_seats(), request)
    title = year_words(year) if year is not None else _("Past events and films")
    return {
        "shown": shown,
        "cards": [card_of(event, at=at) for event in shown],
        "years": years,
        "title": title,
        "address": page.address(),
        "breadcrumbs": trail(title, (page.title, page.address())),
    }


def _page(events: EventQuerySet, request: HttpRequest) -> PaginatorPage:
    return Paginator(events, PER_PAGE).get_page(request.GET.get("page"))


def years_of(
    page: "EventIndexPage", events: EventQuerySet, *, chosen: int | None = None
) -> list[Context]:
    return [
        {
            "title": year_words(year),
            "url": f"{page.address()}archive/{year}/",
            "is_chosen": year == chosen,
        }
        for year in events.fiscal_years()
    ]


def year_words(year: int) -> str:
    """2025年度（令和7年度）."""
    era = era_year(date(year, 12, 31))
    return _("Fiscal year %(year)d (%(era)s)") % {"year": year, "era": f"{era}度"}


def trail(title: str, *above: tuple[str, str]) -> list[dict[str, str]]:
    steps = [{"title": words, "url": url} for words, url in above]
    return [
        {"title": _("Home"), "url": address_in("/")},
        *steps,
        {"title": title, "url": ""},
    ]


def trail_of(event: EventPage, below: str = "") -> list[dict[str, str]]:
    """Where the page of an event is, or a page ``below`` it."""
    index = event.get_parent()
    above = [(index.title, address_in(index.url or "/"))]
    if below:
        return trail(below, *above, (event.title, event.address()))
    return trail(event.title, *above)


def event_context(event: EventPage, request: HttpRequest, *, at: datetime) -> Context:
    speakers, on = speakers_of(event), at.date()
    is_over = event.ends_at <= at
    film = None
    if shows_film(event, speakers, on=on):
        film = film_of(event, asked=request.GET.get("t", ""))
    return {
        "when": when(event.starts_at, event.ends_at),
        "facts": facts_of(event),
        "features": features_of(event),
        "sessions": sessions_of(event),
        "speakers": [_speaker(speaker, on) for speaker in speakers],
        "door": door_context(event, at=at),
        "film": film,
        "is_over": is_over,
        "slides": [_slide(slide) for slide in event.slides.select_related("document")],
        "survey": event.survey if is_over and event.survey and event.survey.is_open(on) else None,
        "json_ld": event_script(event, speakers, url=event.full_url or ""),
        "breadcrumbs": trail_of(event),
    }


def door_context(event: EventPage, *, at: datetime, seats: Seats | None = None) -> Context:
    """Whether and how one registers now."""
    seats = seats or Seats.of(event)
    door = door_of(event, seats, at=at)
    closes = event.closes_at.astimezone(TOKYO)
    return {
        "state": door.value,
        "words": door.label,
        "is_open": takes_registrations(door),
        "left": seats.left if door == Door.OPEN else None,
        "closes": f"{japanese_date(closes.date())}{closes:%H:%M}",
        "url": f"{event.address()}register/",
    }


def facts_of(event: EventPage) -> list[Context]:
    online = event.online_url
    if online and event.online_for_registered:
        online = _("People who have a place get the address by e-mail.")
    found = (
        (_("Day and time"), when(event.starts_at, event.ends_at)),
        (_("Venue"), "\n".join(filter(None, (event.venue, event.venue_address)))),
        (_("How to get there"), event.venue_access),
        (_("Online meeting"), online),
        (_("Number of places"), _capacity(event)),
        (_("To make coming easier"), event.accessibility_note),
        (_("Contact"), event.contact),
    )
    return [{"term": term, "text": text} for term, text in found if text]


def _capacity(event: EventPage) -> str:
    if event.capacity is None:
        return ""
    return _("%(number)d people") % {"number": event.capacity}


def sessions_of(event: EventPage) -> list[Context]:
    return [
        {
            "title": session.title,
            "text": session.text,
            "time": f"{session.starts_at.astimezone(TOKYO):%H:%M}"
            f"〜{session.ends_at.astimezone(TOKYO):%H:%M}",
        }
        for session in event.sessions.order_by("starts_at", "sort_order")
    ]


def _speaker(speaker: Any, on: date) -> Context:
    return {
        "name": speaker.name,
        "role": speaker.role,
        "photo": speaker.photo if speaker.photo and speaker.has_rights(on) else None,
    }


def _slide(slide: Any) -> Context:
    document = slide.document
    return {
        "title": str(slide),
        "url": document.url,
        "kind": document.file_extension.upper(),
        "size": document.file_size,
    }


def upcoming_for_home(reader: Reader, language: str, *, at: datetime) -> list[Card]:
    """The next events that take place, in one query."""
    events: EventQuerySet = EventPage.objects.visible_to(reader).in_language(language)
    coming = events.upcoming(at).filter(is_cancelled=False).with_seats()
    return [card_of(event, at=at) for event in coming[:ON_HOME]]
