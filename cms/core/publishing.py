"""The gate of publication: pages that may not be public are refused with words, whoever asks.

Whatever way a page becomes public, Wagtail saves it whole with ``live`` set: ``SectionPage.save()``
is the gate. ``SectionPage.publish()`` and the admin's button ask :func:`refuse_unready` before
anything is written, so that a refusal leaves schedules and workflows as they are. A page type with
reasons of its own overrides ``refuse_publication()``; other rooms register the hook
``refuse_publication``. What people write is published by the review of ``cms.workflow``, never by
a button (docs/decisions/0015-review.md).
"""

import logging
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail import hooks
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, PagePermissionTester, Revision, TaskState

from cms.core.calendar import TOKYO
from cms.core.content.findings import Finding, findings_of
from cms.core.mails import absolute, send_words

logger = logging.getLogger(__name__)
SCHEDULED = "wagtail.publish.scheduled"  # how publish_scheduled calls itself
REFUSED = "portal.publish.refused"
MOST_NAMED = 5  # findings in one message
ADMITTED = "portal_admitted"  # mark on a revision in memory
TRANSLATED_INSTEAD = (
    "まだ訳がないので、日本語のまま出ているページです。「翻訳の状況」から翻訳に出してください。"
)
REVIEW_FIRST = "公開の前に、ほかの人の確認が要ります。「審査に出す」を選んでください。"
REASON_FIRST = (
    "審査なしの公開には、理由が要ります。一つずつ開き、「審査なしで公開（緊急）」を選んでください。"
)


class PublicationRefusedError(ValidationError):
    """``field`` of the page (or record) and the reason in Japanese.

    A ValidationError, so that the admin's API answers with its words and status 400.
    """

    outcome = "は公開していません。"

    def __init__(self, page: Any, reason: str, *, field: str = "__all__") -> None:
        super().__init__({field: [reason]})
        self.page, self.reason = page, reason


def refuse_unready(page: Page, *, on: date) -> None:
    """Raise PublicationRefusedError with what must be mended before ``page`` may be public.

    ``page`` is the version that would be public on that day. Reasons are the findings that refuse
    (``cms.core.content``) and what the hook ``refuse_publication`` (page, on) answers in words.
    """
    grave = [finding for finding in findings_of(page, on=on) if finding.refuses]
    answers = [ask(page, on=on) for ask in hooks.get_hooks("refuse_publication")]
    reasons = [told(grave), *filter(None, answers)] if grave else [*filter(None, answers)]
    if reasons:
        raise PublicationRefusedError(page, "".join(reasons))


def told(findings: list[Finding]) -> str:
    """The first findings in sentences, and once each what to do."""
    shown = findings[:MOST_NAMED]
    rest = len(findings) - len(shown)
    more = f"ほかに{rest}件あります。" if rest > 0 else ""
    ways = "".join(dict.fromkeys(finding.todo for finding in shown))
    return f"直すところがあります。{''.join(map(str, shown))}{more}{ways}"


def first_day_of(page: Page, *, at: datetime) -> date:
    """The day in Tokyo on which a version that is published at ``at`` is seen first."""
    moment = max(at, page.go_live_at or at)
    return moment.astimezone(TOKYO).date()


class ReviewedPageRights(PagePermissionTester):
    """Rights on a page that is published by its review.

    The right to publish is the right to decide in the review, to take a page off, to close it and
    to stop a schedule. Publishing by hand is for superusers in an emergency, with a reason.
    """

    def can_publish(self) -> bool:
        return bool(self.user.is_superuser and super().can_publish())

    def can_publish_subpage(self) -> bool:
        return bool(self.user.is_superuser and super().can_publish_subpage())

    def holds_publication(self) -> bool:
        """Whether the person may decide that this page, or one below it, becomes public."""
        return bool(super().can_publish())

    def can_set_view_restrictions(self) -> bool:
        return self.holds_publication()

    def can_unschedule(self) -> bool:
        return self.holds_publication()


def holds_publication(page: Page, person: Any) -> bool:
    """Whether ``person`` may decide that ``page`` becomes public, by a review or by hand."""
    rights = page.specific.permissions_for_user(person)
    return bool(getattr(rights, "holds_publication", rights.can_publish)())


def stands_for_japanese(page: Page) -> bool:
    """An alias of another language's page; made a page of its own, its words would be theirs."""
    return bool(page.alias_of_id) and page.alias_of.locale_id != page.locale_id


def admit(revision: Revision) -> None:
    """This very version passed its review, or its emergency is on record: it may be public."""
    setattr(revision, ADMITTED, True)


def refuse_without_review(subject: models.Model, revision: Revision, *, by: Any) -> None:
    """PublicationRefusedError where a person publishes a page or record past its review.

    ``by`` is None for imports and commands. Superusers say why first.
    """
    if by is not None and not getattr(revision, ADMITTED, False):
        raise PublicationRefusedError(subject, REASON_FIRST if by.is_superuser else REVIEW_FIRST)


def overwritable(subject: Any, revision: Revision | None) -> Revision | None:
    """``revision`` where its author may go on writing into it, None where a new one is made.

    Autosave writes again and again into the newest version of the same person. What is public, was
    handed in or waits for its day has been read by others: written over, it would be another text
    under their approval, and its author would not count as one.
    """
    if revision is None or revision.pk != subject.latest_revision_id:
        return revision  # not the newest: Wagtail refuses it in words
    is_read = (
        revision.pk == subject.live_revision_id
        or revision.approved_go_live_at is not None
        or TaskState.objects.filter(revision=revision).exists()
    )
    return None if is_read else revision


def admits_publication(revision: Revision, log_action: Any, *, at: datetime) -> bool:
    """Whether ``revision`` may be published at ``at``; raises the refusal where somebody waits.

    A scheduled run goes on with other pages, and the history of this one says why it was left out.
    """
    draft = revision.as_object()
    try:
        draft.refuse_publication(on=first_day_of(draft, at=at))
    except PublicationRefusedError as refusal:
        if log_action != SCHEDULED:
            raise
        note_refusal(page=draft, revision=revision, reason=refusal.reason)
        return False
    return True


def note_refusal(*, page: Page, revision: Revision, reason: str) -> None:
    """Write into the history of ``page``, once, why its scheduled version was not published.

    The schedule stays: the next run publishes it when what is wrong was mended. Who wrote or keeps
    the page gets a mail.
    """
    logger.error("Not published as scheduled: %s: %s", page.slug, reason)
    noted = PageLogEntry.objects.filter(page=page.pk, action=REFUSED, revision=revision)
    if noted.exists():
        return
    log(page, REFUSED, revision=revision, data={"reason": reason})
    edit = absolute(f"/admin/pages/{page.pk}/edit/")
    people = {person.email for person in (page.owner, revision.user) if person and person.is_active}
    for address in sorted(filter(None, people)):
        send_words(
            address=address,
            subject="予約した公開を止めました",
            template="core/mails/not_published.txt",
            words={"title": page.title, "reason": reason, "address": edit},
        )
