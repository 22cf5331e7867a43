"""What follows when an event is published: places, mails, the sentences of its film."""

from datetime import datetime
from functools import partial

from django.db import transaction
from wagtail.search import index

from events.mailing import send_to
from events.models import EventPage
from events.services.registering import locked, move_up
from events.tasks import read_film


@transaction.atomic
def follow_publication(*, event: EventPage, before: EventPage | None, at: datetime) -> None:
    """``before``: the event as the public saw it until now. A scheduled publication waits."""
    event = EventPage.objects.get(pk=event.pk)
    index.insert_or_update_object(event)  # its rows are stored after the page that was indexed
    if not event.live:
        return
    if event.is_cancelled:
        tell_cancellation(event=event, at=at)
    elif event.starts_at > at:
        event.registrations.filter(told_of_cancellation_at__isnull=False).update(
            told_of_cancellation_at=None
        )
        if before is not None and before.live:
            _tell_difference(before, event, at)
        move_up(event=event, at=at)
    transaction.on_commit(partial(read_film.enqueue, event.pk))


def _tell_difference(before: EventPage, event: EventPage, at: datetime) -> None:
    """Whoever knows only what was said before would stay away or miss it."""
    names = ("starts_at", "venue", "venue_address", "online_url")
    if before.is_cancelled:
        tell_change(event=event, kind="takes_place", at=at)
    elif any(getattr(before, name) != getattr(event, name) for name in names):
        tell_change(event=event, kind="changed", at=at)


@transaction.atomic
def tell_cancellation(*, event: EventPage, at: datetime) -> int:
    """A mail to everybody who registered and was not told yet; returns how many."""
    event = locked(event)
    told = 0
    waiting_for_word = event.registrations.standing().filter(told_of_cancellation_at=None)
    for registration in waiting_for_word:
        registration.event = event
        registration.told_of_cancellation_at = at
        registration.save(update_fields=["told_of_cancellation_at"])
        send_to(registration, "event_cancelled", at=at)
        told += 1
    return told


@transaction.atomic
def tell_change(*, event: EventPage, kind: str, at: datetime) -> int:
    """The mail ``kind`` with day and place as they are now; the reminder is sent again."""
    told = 0
    for registration in event.registrations.standing():
        registration.event = event
        registration.reminded_on = None
        registration.save(update_fields=["reminded_on"])
        send_to(registration, kind, at=at)
        told += 1
    return told
