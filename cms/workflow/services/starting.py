"""A step of a review begins: whose turn it is, until when; or it is skipped, with the reason."""

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted

from cms.workflow.choices import Act, Step
from cms.workflow.mails import tell_nobody_confirms, tell_your_turn
from cms.workflow.models.state import ReviewState
from cms.workflow.models.tasks import NO_MUNICIPALITY, TRANSLATED, ReviewTask
from cms.workflow.readiness import begins, refuse_unready_version
from cms.workflow.services.recording import record
from cms.workflow.subjects import is_translation, municipality_under_review


@transaction.atomic
def start_step(
    *, task: ReviewTask, workflow_state: WorkflowState, by: Any, at: datetime
) -> ReviewState:
    """The new step. 事実確認 of what names no municipality is over at once.

    Raises NotHandedInError before the first one where the version could not be published.
    """
    state = ReviewState(workflow_state=workflow_state, task=task, due_on=task.due_on(at))
    state.revision = workflow_state.content_object.get_latest_revision()
    if begins(workflow_state):
        refuse_unready_version(state.revision, at=at)
    if task.step == Step.FACT_CHECK:
        state.municipality = municipality_under_review(state)
        if state.municipality is None:
            return _skip_at_once(state, at=at)
    state.save()
    record(state=state, act=Act.ASKED, by=by, at=at)
    if task.people(state).exists():
        tell_your_turn(state)
    else:
        tell_nobody_confirms(state)
    task_submitted.send(sender=ReviewState, instance=state, user=by)
    return state


def _skip_at_once(state: ReviewState, *, at: datetime) -> ReviewState:
    state.status, state.finished_at = TaskState.STATUS_SKIPPED, at
    subject = state.workflow_state.content_object
    state.comment = TRANSLATED if is_translation(subject) else NO_MUNICIPALITY
    state.save()
    record(state=state, act=Act.SKIPPED, by=None, at=at, words=state.comment)
    return state
