"""Mails about steps that are nearly or already late, and pages whose day of review comes."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from cms.core.calendar import working_day_after
from cms.workflow.mails import tell_late, tell_upkeep
from cms.workflow.models import PageUpkeep, ReviewState

AGAIN = timedelta(days=7)  # between two mails about one step
NOTICE = timedelta(days=14)  # before the day of review


def late_steps(*, on: date) -> QuerySet[ReviewState]:
    """Open steps whose last day is the next working day or earlier, not told of for a week."""
    waiting = ReviewState.objects.open().filter(due_on__lte=working_day_after(on, 1))
    return waiting.exclude(reminded_on__isnull=False, reminded_on__gt=on - AGAIN).for_lists()


def pages_to_look_at(*, on: date) -> QuerySet[PageUpkeep]:
    """Public pages whose day of review is near or over and whose owner was not told of this day."""
    near = PageUpkeep.objects.filter(page__live=True, next_review__lte=on + NOTICE)
    return near.exclude(noticed_for__isnull=False, noticed_for=F("next_review")).select_related(
        "page__owner", "owner"
    )


@transaction.atomic
def remind_of_steps(*, steps: Iterable[ReviewState], on: date) -> int:
    """One mail to everybody whose turn a step is; returns the number of mails. Safe to repeat."""
    sent = 0
    for step in steps:
        sent += tell_late(step, on=on)
        ReviewState.objects.filter(pk=step.pk).update(reminded_on=on)
    return sent


@transaction.atomic
def notify_owners(*, pages: Iterable[PageUpkeep], on: date) -> int:
    """One mail a page and day of review; returns the number of mails. Safe to repeat."""
    sent = 0
    for upkeep in pages:
        sent += tell_upkeep(upkeep, on=on)
        PageUpkeep.objects.filter(pk=upkeep.pk).update(noticed_for=upkeep.next_review)
    return sent
