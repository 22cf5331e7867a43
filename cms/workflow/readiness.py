"""What could not be published is not handed in: nobody reviews what has to change first."""

from datetime import datetime

from wagtail.models import Revision, TaskState, WorkflowState

from cms.core.publishing import PublicationRefusedError, first_day_of


class NotHandedInError(PublicationRefusedError):
    """The same reasons as those against a publication, before a review begins."""

    outcome = "は審査に出していません。書いたものは、下書きに残っています。"


def begins(workflow_state: WorkflowState) -> bool:
    """Whether the next step is the first one, or takes up what was sent back."""
    last = workflow_state.task_states.order_by("-pk").first()
    return last is None or last.status == TaskState.STATUS_REJECTED


def refuse_unready_version(revision: Revision, *, at: datetime) -> None:
    """NotHandedInError with what keeps this version from being public on its first day.

    Records have no such checks: their forms refuse what is wrong.
    """
    draft = revision.as_object()
    ask = getattr(draft, "refuse_publication", None)
    if ask is None:
        return
    try:
        ask(on=first_day_of(draft, at=at))
    except PublicationRefusedError as refusal:
        raise NotHandedInError(draft, refusal.reason) from refusal
