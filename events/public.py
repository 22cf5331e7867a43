"""What the pages below an event need: forms, contexts, headers."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.records.addresses import client_address
from events.choices import State
from events.feeds import public_events
from events.film import transcript_sections
from events.forms import RegistrationForm
from events.mailing import when
from events.models import EventPage, Registration
from events.presenters import door_context, trail_of
from events.querysets import EventQuerySet
from events.seats import Seats, door_of, takes_registrations
from events.selectors import shows_film, speakers_of
from events.services import ClosedError, register

IN_CALENDAR = timedelta(days=365)  # how long an event that is over stays in the calendar


def submitted(
    event: EventPage, request: HttpRequest, *, at: datetime
) -> tuple[RegistrationForm | None, bool]:
    """The form to show, if the event takes registrations; True when one was stored."""
    if not takes_registrations(door_of(event, Seats.of(event), at=at)):
        return None, False
    if request.method != "POST":
        return RegistrationForm(event=event), False
    form = RegistrationForm(request.POST, event=event, address=client_address(request))
    if not form.is_valid():
        return form, False
    try:
        register(event=event, wishes=form.wished(), at=at)
    except ClosedError:  # it ended while the form was being filled in
        return None, False
    return form, True


def register_context(
    event: EventPage, form: RegistrationForm | None, *, at: datetime
) -> dict[str, Any]:
    return {
        "form": form,
        "door": door_context(event, at=at),
        "when": when(event.starts_at, event.ends_at),
        "event_url": event.address(),
        "breadcrumbs": trail_of(event, _("Register")),
    }


def own_context(event: EventPage, registration: Registration, *, at: datetime) -> dict[str, Any]:
    is_standing = registration.state != State.CANCELLED
    shows_online = registration.state == State.CONFIRMED and not event.is_cancelled
    return {
        "registration": registration,
        "when": when(event.starts_at, event.ends_at),
        "online_url": event.online_url if shows_online else "",
        "may_cancel": is_standing and not event.is_cancelled and at < event.ends_at,
        "event_url": event.address(),
        "kept_until": registration.forgotten_after,
    }


def transcript_context(event: EventPage, *, on: date) -> dict[str, Any] | None:
    """None where nothing may be read."""
    if not shows_film(event, speakers_of(event), on=on):
        return None
    sections = transcript_sections(event)
    if not sections:
        return None
    return {
        "sections": sections,
        "event_url": event.address(),
        "when": when(event.starts_at, event.ends_at),
        "breadcrumbs": trail_of(event, _("What is said in the film")),
    }


def calendar_events(*, at: datetime) -> EventQuerySet:
    """What comes, and what was within the last year, so that subscribers see changes."""
    return public_events().filter(ends_at__gt=at - IN_CALENDAR).order_by("starts_at", "pk")
