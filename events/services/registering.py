"""Registering and cancelling. The event's row is locked: two at once never get the same place."""

import unicodedata
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from cms.core.throttling import HOUR, is_too_often
from events.choices import Door, State
from events.mailing import send_to
from events.models import EventPage, Registration
from events.seats import Seats, door_of, takes_registrations

MAILS_AGAIN = 3  # to one address in an hour: nobody's letter box is filled by strangers


class ClosedError(Exception):
    """The event takes no registration; ``door`` says why."""

    def __init__(self, door: Door) -> None:
        super().__init__(str(door.label))
        self.door = door


@dataclass(frozen=True)
class Wishes:
    """What a visitor wrote, already checked."""

    name: str
    mail: str
    people: int = 1
    wants_childcare: bool = False
    wants_sign_language: bool = False
    wishes: str = ""


def mail_key(mail: str) -> str:
    """The form by which two spellings of one address are told to be the same."""
    return unicodedata.normalize("NFKC", mail).strip().lower()


def locked(event: EventPage) -> EventPage:
    """The event as it is now, for nobody else until this transaction ends.

    SQLite has no row locks: there every transaction that writes begins with the lock of all
    (``transaction_mode`` of the settings).
    """
    return EventPage.objects.select_for_update(of=("self",)).get(pk=event.pk)


@transaction.atomic
def register(*, event: EventPage, wishes: Wishes, at: datetime) -> Registration:
    """A place, or one on the waiting list; a mail says which.

    Whoever is registered already keeps what they have and gets a mail with a link to it. Raises
    ClosedError; nothing is stored then.
    """
    event = locked(event)
    seats = Seats.of(event)
    door = door_of(event, seats, at=at)
    if not takes_registrations(door):
        raise ClosedError(door)
    key = mail_key(wishes.mail)
    known = event.registrations.standing().filter(mail_key=key).first()
    if known is not None:
        known.event = event
        if not is_too_often(act="events.again", address=key, most=MAILS_AGAIN, seconds=HOUR):
            send_to(known, "already", at=at)
        return known
    has_place = not seats.waiting and seats.fit(wishes.people)
    registration = Registration.objects.create(
        event=event,
        state=State.CONFIRMED if has_place else State.WAITING,
        mail_key=key,
        created_at=at,
        consented_at=at,
        **asdict(wishes),
    )
    send_to(registration, registration.state, at=at)
    return registration


@transaction.atomic
def cancel_registration(*, registration: Registration, at: datetime) -> bool:
    """Give the place back; the first who wait move up. False when that was done before."""
    event = locked(registration.event)
    current = event.registrations.standing().filter(pk=registration.pk).first()
    if current is None:
        return False
    current.event = event
    current.state, current.cancelled_at = State.CANCELLED, at
    current.save(update_fields=["state", "cancelled_at"])
    send_to(current, "gave_back", at=at)
    move_up(event=event, at=at)
    return True


@transaction.atomic
def move_up(*, event: EventPage, at: datetime) -> int:
    """Give free places to those who wait, first come first; returns to how many registrations.

    A larger party at the front is not overtaken: whoever asked first is asked first.
    """
    event = locked(event)
    if event.is_cancelled or event.starts_at <= at:
        return 0
    moved = 0
    seats = Seats.of(event)
    for registration in event.registrations.in_line():
        if not seats.fit(registration.people):
            break
        registration.event = event
        registration.state, registration.moved_up_at = State.CONFIRMED, at
        registration.save(update_fields=["state", "moved_up_at"])
        seats = Seats(seats.capacity, seats.taken + registration.people)
        send_to(registration, "moved_up", at=at)
        moved += 1
    return moved
