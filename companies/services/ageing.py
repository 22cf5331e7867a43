"""Companies are reminded before their information is too old, then it is taken off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from cms.core.languages import default_language
from companies.ageing import END_MONTHS, NOTICE, STALE_MONTHS, due_stage, ends_on, months_after
from companies.choices import EDITABLE, Stage
from companies.mails import send_reminder, send_taken_off
from companies.models import EmployerPage, Reminder, Submission
from companies.services.submitting import renew_ticket

TICKET_DAYS = timedelta(days=90)


@dataclass(frozen=True)
class Due:
    """A page with what is due: a reminder of a stage, or its end (``stage`` is None)."""

    page: EmployerPage
    stage: Stage | None
    submission: Submission | None


def due_pages(*, on: date) -> Iterator[Due]:
    """Public Japanese pages whose confirmation is nearly or really too old, oldest first.

    A stage that was reminded of is not due again for the same confirmation.
    """
    latest = months_after(on + NOTICE, -STALE_MONTHS)
    pages = EmployerPage.objects.in_language(default_language()).filter(live=True)
    old = pages.filter(confirmed_on__lte=latest).order_by("confirmed_on", "pk")
    for page in old.prefetch_related("reminders", "submissions"):
        if page.confirmed_on is None:
            continue
        submission = _contact_of(page)
        if on >= ends_on(page.confirmed_on):
            yield Due(page, None, submission)
            continue
        stage = due_stage(page.confirmed_on, on=on)
        sent = {(each.stage, each.confirmed_on) for each in page.reminders.all()}
        if stage and (stage, page.confirmed_on) not in sent:
            yield Due(page, stage, submission)


def _contact_of(page: EmployerPage) -> Submission | None:
    """The newest submission of the page that can still be changed."""
    open_ones = [each for each in page.submissions.all() if each.status in EDITABLE]
    return max(open_ones, key=lambda each: each.pk, default=None)


@transaction.atomic
def remind_company(*, due: Due, on: date) -> bool:
    """Mail a link that lasts 90 days; True when there is somebody to write to. Once a limit."""
    if due.stage is None or due.page.confirmed_on is None or due.submission is None:
        return False
    _row, is_new = Reminder.objects.get_or_create(
        page=due.page,
        stage=due.stage,
        confirmed_on=due.page.confirmed_on,
        defaults={"sent_on": on},
    )
    if is_new:
        secret = renew_ticket(submission=due.submission, on=on, days=TICKET_DAYS)
        send_reminder(
            submission=due.submission,
            secret=secret,
            stage=due.stage,
            confirmed_on=due.page.confirmed_on,
        )
    return is_new


@transaction.atomic
def take_off(*, due: Due, on: date) -> bool:
    """Unpublish what was not confirmed for 30 months; nothing is deleted. False when it is done."""
    page = EmployerPage.objects.select_for_update().get(pk=due.page.pk)
    if not page.live or page.confirmed_on is None or on < ends_on(page.confirmed_on):
        return False
    page.unpublish()
    if due.submission is not None:
        secret = renew_ticket(submission=due.submission, on=on, days=TICKET_DAYS)
        send_taken_off(submission=due.submission, secret=secret)
    return True


LIMITS = f"{STALE_MONTHS}か月で「情報が古い可能性」、{END_MONTHS}か月で公開を終えます"
