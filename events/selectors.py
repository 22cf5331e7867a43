"""What is shown of events, and who may open a registration."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from cms.assets.models import PortalImage
from cms.core.querysets import Reader
from cms.core.tickets import digest
from events.models import EventPage, Registration, Speaker
from events.querysets import EventQuerySet

if TYPE_CHECKING:
    from events.models import EventIndexPage

PORTRAIT = "fill-192x192"


def events_below(index: "EventIndexPage", reader: Reader) -> EventQuerySet:
    events: EventQuerySet = EventPage.objects.visible_to(reader).child_of(index)
    return events


def speakers_of(event: EventPage) -> list[Speaker]:
    """With their photographs in the size of the page: two queries more, however many there are."""
    images: Any = PortalImage.objects
    photos = images.prefetch_renditions(PORTRAIT)
    return list(event.speakers.prefetch_related(Prefetch("photo", queryset=photos)))


def shows_film(event: EventPage, speakers: list[Speaker], *, on: date) -> bool:
    """Whether there is a film and everybody in it still agrees; as ``with_rights()`` asks it."""
    return event.film_id is not None and all(
        speaker.agrees_to_recording and (speaker.rights_until is None or on <= speaker.rights_until)
        for speaker in speakers
    )


def registration_of(event: EventPage, secret: str, *, at: datetime) -> Registration | None:
    """The registration that a link opens, while it is kept."""
    found = Registration.objects.filter(event=event.pk, tickets__digest=digest(secret)).first()
    if found is None:
        return None
    found.event = event
    return found if at <= found.forgotten_after else None
