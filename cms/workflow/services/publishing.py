"""Publishing: the version that was reviewed, by its last approval; any draft in an emergency."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Revision, WorkflowState

from cms.core.calendar import TOKYO
from cms.core.publishing import admit
from cms.workflow.choices import Act
from cms.workflow.deciding import DecisionRefusedError
from cms.workflow.mails import tell_emergency, tell_published
from cms.workflow.models.state import ReviewState
from cms.workflow.services.recording import record, record_emergency
from cms.workflow.subjects import has_changes

NO_EMERGENCY_REASON = "なぜ審査を待てないのかを書いてください。あとで読む人にわかるように。"
NO_CHANGES = "新しく公開するものはありません。先に内容を直して、下書きを保存してください。"


@transaction.atomic
def publish_reviewed(*, workflow_state: WorkflowState, by: Any, at: datetime) -> None:
    """Raises PublicationRefusedError where the page refuses; then nothing was decided either.

    The right to publish was checked by the step: ``by`` is whom it was given to.
    """
    last = workflow_state.current_task_state
    revision = last.revision if last else workflow_state.content_object.get_latest_revision()
    admit(revision)
    revision.publish(user=by, skip_permission_checks=True)
    if not last or not isinstance(last.specific, ReviewState):
        return  # a workflow that administrators made of Wagtail's own tasks
    scheduled = _waits_for(revision, at)
    act = Act.SCHEDULED if scheduled else Act.PUBLISHED
    record(state=last.specific, act=act, by=by, at=at, words=_stamp(scheduled))
    tell_published(last.specific, scheduled=scheduled)


@transaction.atomic
def publish_in_emergency(*, subject: Any, by: Any, at: datetime, reason: str) -> None:
    """A superuser publishes the newest draft past the review; the reason stays, approvers hear it.

    A review under way ends, withdrawn. Raises PublicationRefusedError where the gate refuses,
    without a reason, or where nothing is to be published; then nothing is kept.
    """
    if not (by.is_active and by.is_superuser):
        raise PermissionDenied
    if not reason.strip():
        raise DecisionRefusedError(subject, NO_EMERGENCY_REASON)
    if not has_changes(subject):
        raise DecisionRefusedError(subject, NO_CHANGES)
    revision = subject.get_latest_revision() or subject.save_revision(user=by)
    admit(revision)
    revision.publish(user=by)
    scheduled = _waits_for(revision, at)
    words = f"{reason}\n（公開の予約：{_stamp(scheduled)}）" if scheduled else reason
    record_emergency(revision=revision, by=by, at=at, words=words)
    tell_emergency(revision, subject=subject, by=by, reason=words)


def _waits_for(revision: Revision, at: datetime) -> datetime | None:
    """The moment of a publication that comes later."""
    moment: datetime | None = revision.as_object().go_live_at
    return moment if moment is not None and moment > at else None


def _stamp(moment: datetime | None) -> str:
    return f"{moment.astimezone(TOKYO):%Y-%m-%d %H:%M}" if moment else ""
