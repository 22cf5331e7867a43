"""Builders of events."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Site

from cms.assets.choices import TrackKind
from cms.assets.models import MediaTrack, PortalMedia
from cms.core.calendar import TOKYO, now
from events.choices import RegistrationKind
from events.models import EventIndexPage, EventPage, EventSession, Registration, Slide, Speaker
from events.services import Wishes, register
from tests.builders import add_page, home_of, make_media

CAPTIONS = (
    "WEBVTT\n\n00:00.000 --> 00:03.000\nはじめに、あいさつをします。\n\n"
    "00:12.500 --> 00:15.000\n夕ごはんのしたくをしながら、\n\n"
    "00:15.000 --> 00:18.000\n電話で話した人もいます。\n"
)
CHAPTERS = "WEBVTT\n\n00:00.000 --> 00:12.000\nはじめに\n\n00:12.000 --> 00:18.000\n電話で話す\n"


def tokyo(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=TOKYO)


def make_index(site: Site) -> EventIndexPage:
    found = EventIndexPage.objects.child_of(home_of(site)).first()
    return found or add_page(home_of(site), EventIndexPage, title="イベント・動画", slug="events")


def make_event(
    site: Site,
    *,
    speakers: Any = (),
    sessions: Any = (),
    slides: Any = (),
    **fields: Any,
) -> EventPage:
    """A published event that begins in ten days and lasts two hours, unless told otherwise."""
    index = make_index(site)
    number = index.get_children().count() + 1
    starts = fields.pop("starts_at", None) or now() + timedelta(days=10)
    defaults: dict[str, Any] = {
        "title": f"見本のイベント{number}",
        "slug": f"event-{number}",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "venue": "見本ホール",
    }
    page = EventPage(locale=index.locale, **{**defaults, **fields})
    page.speakers = [Speaker(**each) for each in speakers]
    page.sessions = [EventSession(**each) for each in sessions]
    page.slides = [Slide(document=each) for each in slides]
    page.first_published_at = page.last_published_at = now()
    index.add_child(instance=page)
    return page


def make_open_event(site: Site, **fields: Any) -> EventPage:
    """Takes registrations by its own form."""
    return make_event(site, registration=RegistrationKind.OWN, **fields)


def make_wishes(name: str = "見本 花子", **fields: Any) -> Wishes:
    return Wishes(name=name, **{"mail": f"{abs(hash(name))}@town.example", **fields})


def make_registration(event: EventPage, name: str = "見本 花子", **fields: Any) -> Registration:
    return register(event=event, wishes=make_wishes(name, **fields), at=now())


def make_captioned_film(captions: str = CAPTIONS, chapters: str = CHAPTERS) -> PortalMedia:
    film = make_media("シンポジウムの動画", name="film.mp4")
    for kind, text in ((TrackKind.CAPTIONS, captions), (TrackKind.CHAPTERS, chapters)):
        file = ContentFile(text.encode(), name=f"{kind}.vtt")
        MediaTrack.objects.create(media=film, kind=kind, file=file)
    return film


def make_past_event(site: Site, **fields: Any) -> EventPage:
    """Over, with a film whose sentences were read."""
    from events.services import rebuild_cues

    starts = fields.pop("starts_at", None) or now() - timedelta(days=10)
    film = fields.pop("film", None) or make_captioned_film()
    event = make_event(site, starts_at=starts, film=film, **fields)
    rebuild_cues(event=event)
    return event
