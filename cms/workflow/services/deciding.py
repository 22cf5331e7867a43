"""What people do in a review: decide, comment, hand on, skip the fact check with a reason."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import TaskState

from cms.workflow.choices import Act
from cms.workflow.deciding import (
    NO_REASON,
    NOT_YOURS,
    OWN,
    DecisionRefusedError,
    decided_words,
    in_pool,
    is_author,
    may_hand_on,
    may_skip,
)
from cms.workflow.mails import tell_comment, tell_your_turn
from cms.workflow.models.state import ReviewState
from cms.workflow.services.recording import record
from cms.workflow.subjects import subject_of

OWN_PERSON = "その人は、この内容を直した人です。ほかの人を選んでください。"
NOT_IN_POOL = "その人は、この確認をできません。ほかの人を選んでください。"


def decide(
    *, state: ReviewState, action: str, by: Any, comment: str = "", ticked: Sequence[str] = ()
) -> None:
    """Approve or reject. Raises PublicationRefusedError (or its kinds) and keeps nothing then."""
    if action == "approve":
        state.approve(user=by, comment=comment, ticked=list(ticked))
    elif action == "reject":
        state.reject(user=by, comment=comment)
    else:
        raise PermissionDenied


@transaction.atomic
def comment_on(*, state: ReviewState, by: Any, at: datetime, words: str) -> None:
    """An opinion that decides nothing; the others of the review get it by mail."""
    record(state=state, act=Act.COMMENTED, by=by, at=at, words=words)
    tell_comment(state, by=by, words=words)


def _still_open(state: ReviewState, subject: Any) -> ReviewState:
    """The step as it is stored, locked. Raises DecisionRefusedError where it is over or gone."""
    locked = ReviewState.objects.select_for_update().filter(pk=state.pk).first()
    if locked is None or not locked.is_open:
        raise DecisionRefusedError(subject, decided_words(state))
    return locked


@transaction.atomic
def delegate(*, state: ReviewState, to: Any, by: Any, at: datetime, words: str = "") -> None:
    """From now on it is the turn of ``to`` alone. Raises DecisionRefusedError."""
    subject = subject_of(state)
    locked = _still_open(state, subject)
    if not may_hand_on(locked, by):
        raise DecisionRefusedError(subject, NOT_YOURS)
    if not in_pool(locked, to):
        raise DecisionRefusedError(subject, NOT_IN_POOL)
    if is_author(locked, to):
        raise DecisionRefusedError(subject, OWN_PERSON)
    locked.assignee, locked.reminded_on = to, None
    locked.save(update_fields=["assignee", "reminded_on"])
    given = f"{to}さんにたのみました。{words}".strip()
    record(state=locked, act=Act.DELEGATED, by=by, at=at, words=given)
    if to != by:
        tell_your_turn(locked, words=words)


@transaction.atomic
def skip_fact_check(*, state: ReviewState, by: Any, at: datetime, reason: str) -> None:
    """Those who decide at the end go on without the municipality, for a reason that stays.

    For a town where nobody confirms, or that answered by telephone. Raises DecisionRefusedError.
    """
    subject = subject_of(state)
    locked = _still_open(state, subject)
    if not may_skip(locked, by):
        raise DecisionRefusedError(subject, NOT_YOURS)
    if is_author(locked, by):
        raise DecisionRefusedError(subject, OWN)
    if not reason.strip():
        raise DecisionRefusedError(subject, NO_REASON)
    locked.status, locked.comment = TaskState.STATUS_SKIPPED, reason
    locked.finished_at, locked.finished_by = at, by
    locked.save()
    record(state=locked, act=Act.SKIPPED, by=by, at=at, words=reason)
    locked.workflow_state.update(user=by)
