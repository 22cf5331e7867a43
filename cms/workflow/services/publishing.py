"""The last approval publishes exactly the version that was reviewed, or schedules it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from wagtail.models import WorkflowState

from cms.core.calendar import TOKYO
from cms.core.publishing import mark_reviewed
from cms.workflow.choices import Act
from cms.workflow.mails import tell_published
from cms.workflow.models.state import ReviewState
from cms.workflow.services.recording import record


@transaction.atomic
def publish_reviewed(*, workflow_state: WorkflowState, by: Any, at: datetime) -> None:
    """Raises PublicationRefusedError where the page refuses; then nothing was decided either.

    The right to publish was checked by the step: ``by`` is whom it was given to.
    """
    last = workflow_state.current_task_state
    revision = last.revision if last else workflow_state.content_object.get_latest_revision()
    mark_reviewed(revision)
    revision.publish(user=by, skip_permission_checks=True)
    if not last or not isinstance(last.specific, ReviewState):
        return  # a workflow that administrators made of Wagtail's own tasks
    scheduled = revision.as_object().go_live_at
    waits = scheduled is not None and scheduled > at
    words = f"{scheduled.astimezone(TOKYO):%Y-%m-%d %H:%M}" if waits and scheduled else ""
    act = Act.SCHEDULED if waits else Act.PUBLISHED
    record(state=last.specific, act=act, by=by, at=at, words=words)
    tell_published(last.specific, scheduled=scheduled if waits else None)
