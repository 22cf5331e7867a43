"""The mail of the day before."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import transaction

from cms.core.calendar import TOKYO
from events.mailing import send_to
from events.models import Registration


def due_reminders(*, at: datetime) -> Iterator[Registration]:
    """Places of events that begin later today or tomorrow (Tokyo) and were not reminded of."""
    tomorrow = at.astimezone(TOKYO).date() + timedelta(days=1)
    end = datetime.combine(tomorrow + timedelta(days=1), time(), TOKYO)
    due = Registration.objects.confirmed().filter(
        event__live=True,
        event__is_cancelled=False,
        event__starts_at__gt=at,
        event__starts_at__lt=end,
        reminded_on=None,
    )
    yield from due.select_related("event").order_by("event__starts_at", "pk")


@transaction.atomic
def remind(*, registration: Registration, on: date, at: datetime) -> bool:
    """False when another run was faster. The mail leaves only when the day is stored."""
    mine = Registration.objects.filter(pk=registration.pk, reminded_on=None)
    if not mine.update(reminded_on=on):
        return False
    send_to(registration, "reminder", at=at)
    return True
