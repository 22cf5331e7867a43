"""The end of the time that registrations are kept."""

from datetime import datetime

from django.db import transaction

from events.models import EventPage, Registration


def events_to_forget(*, at: datetime) -> list[EventPage]:
    """Events whose time is over and that still have registrations."""
    over = EventPage.objects.filter(ends_at__lt=at, registrations__isnull=False).distinct()
    return [event for event in over if Registration(event=event).forgotten_after < at]


@transaction.atomic
def forget_registrations(*, at: datetime) -> int:
    """Delete what is no longer needed, with its links; returns how many registrations went."""
    events = events_to_forget(at=at)
    _rows, by_model = Registration.objects.filter(event__in=events).delete()
    return by_model.get(Registration._meta.label, 0)
