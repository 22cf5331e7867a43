"""Owners are asked by mail, from 1 February on, to confirm who stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cms.accounts.expiry import is_asking_time, last_day_for
from cms.accounts.mails import send
from cms.accounts.models import User
from cms.core.calendar import japanese_date

PAUSE = timedelta(days=14)  # between two mails to one owner


@dataclass(frozen=True)
class Reminder:
    owner: User
    count: int
    last_day: date


def due_reminders(*, today: date) -> Iterator[Reminder]:
    """Owners with unconfirmed people whom nobody has asked for two weeks."""
    if not is_asking_time(today):
        return
    owners = User.objects.filter(is_owner=True, is_active=True, expires_on__gte=today)
    for owner in owners.exclude(email="").select_related("municipality").order_by("pk"):
        recently = owner.reminded_on is not None and today - owner.reminded_on < PAUSE
        waiting = User.objects.visible_to(owner).filter(
            is_active=True, expires_on__gte=today, expires_on__lt=last_day_for(today)
        )
        days = [day for day in waiting.values_list("expires_on", flat=True) if day]
        if days and not recently:
            yield Reminder(owner, len(days), min(days))


def remind(*, reminder: Reminder, today: date) -> None:
    """The day is kept after the mail left: a mail server that fails is asked again tomorrow."""
    send(
        reminder.owner,
        "続けて使う人を確認してください",
        "accounts/mails/confirm_people.txt",
        municipality=reminder.owner.municipality,
        count=reminder.count,
        last_day=japanese_date(reminder.last_day),
    )
    User.objects.filter(pk=reminder.owner.pk).update(reminded_on=today)
