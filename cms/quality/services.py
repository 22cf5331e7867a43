"""Writing down links, what other sites answered, and rights that end soon."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.assets.rights.models import RightsRecord
from cms.core.content.parts import parts_of
from cms.core.mails import absolute, send_words
from cms.quality.addresses import edit_address
from cms.quality.choices import State
from cms.quality.fetching import Answer
from cms.quality.links import links_of, problems_of
from cms.quality.models import LONGEST, ExternalLink, LinkUse, RightsTask

BEFORE = timedelta(days=60)
WORDS = 300  # letters kept of a place and of a link


@transaction.atomic
def collect_links(*, page: Page) -> int:
    """Write down the links of ``page`` (as it is public, of its own class); returns how many."""
    links = list(dict.fromkeys(links_of(page, parts_of(page))))
    problems = problems_of(page, links)
    addresses = {link.url for link in links if link.url and len(link.url) <= LONGEST}
    ExternalLink.objects.bulk_create(
        [ExternalLink(url=url) for url in sorted(addresses)], ignore_conflicts=True
    )
    known = {row.url: row for row in ExternalLink.objects.filter(url__in=addresses)}
    LinkUse.objects.filter(page=page).delete()
    uses = [
        LinkUse(
            page=page,
            where=link.where[:WORDS],
            words=link.words.strip()[:WORDS],
            link=known.get(link.url),
            problem=problems.get(link, ""),
        )
        for link in links
        if link.url in known or link in problems
    ]
    LinkUse.objects.bulk_create(uses)
    return len(uses)


@transaction.atomic
def forget_unused_links() -> int:
    """Drop links of pages that are not public any more, then addresses that nobody links to."""
    LinkUse.objects.filter(page__live=False).delete()
    return ExternalLink.objects.filter(uses__isnull=True).delete()[0]


@transaction.atomic
def note_answer(*, link: ExternalLink, answer: Answer, on: date) -> ExternalLink:
    """Write down what a look found. What may pass by itself is broken on the second day of it."""
    failed = answer.state == State.BROKEN
    link.failing_since = (link.failing_since or on) if failed else None
    passing = answer.may_pass and link.failing_since == on
    link.state = State.UNKNOWN if failed and passing else answer.state
    link.answer, link.checked_on = answer.words, on
    link.save()
    return link


@transaction.atomic
def remind_of_ending_rights(*, on: date) -> list[RightsTask]:
    """A task and a mail for each record that ends within 60 days; a second run makes none.

    Returns the new tasks. Whose owner has no account any more stays a task of everybody.
    """
    ending = RightsRecord.objects.ending(after=on, until=on + BEFORE).with_files()
    told = set(RightsTask.objects.waiting().values_list("record", flat=True))
    tasks = [_begin_task(record, on) for record in ending if record.pk not in told]
    for owner in {task.owner for task in tasks if task.owner and task.owner.email}:
        _send_mail(owner, [task for task in tasks if task.owner == owner])
    return tasks


def _begin_task(record: RightsRecord, on: date) -> RightsTask:
    person = record.file.uploaded_by_user
    owner = person if person is not None and person.is_active else None
    last: Any = record.valid_until  # what ends has a last day
    return RightsTask.objects.create(record=record, valid_until=last, owner=owner, created_on=on)


def _send_mail(owner: Any, tasks: list[RightsTask]) -> None:
    rows = [
        {
            "name": str(task.record.file),
            "until": task.valid_until,
            "address": absolute(edit_address(task.record.file)),
        }
        for task in tasks
    ]
    send_words(
        address=owner.email,
        subject="ファイルを使える期限が近づいています",
        template="quality/mails/rights_end.txt",
        words={"rows": rows},
    )
