"""A page or record goes while it is under review: the review ends with a record and a mail."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page, TaskState, WorkflowState

from cms.workflow.choices import Act
from cms.workflow.mails import tell_deleted
from cms.workflow.models.state import ReviewState
from cms.workflow.services.recording import record


@transaction.atomic
def record_deletion(*, subjects: Iterable[Any], by: Any, at: datetime) -> int:
    """Write down which reviews end because ``subjects`` (and pages below) go; how many they are.

    To be called before the deletion. The reviews themselves go with what they are about.
    """
    ended = [state for subject in subjects for state in open_reviews(subject)]
    for state in ended:
        record(state=state, act=Act.DELETED, by=by, at=at)
        tell_deleted(state, by=by)
    return len(ended)


def open_reviews(subject: Any) -> QuerySet[ReviewState]:
    """The open steps of ``subject`` and of the pages below it."""
    keys = [str(subject.pk)]
    if isinstance(subject, Page):
        keys = [
            str(pk) for pk in subject.get_descendants(inclusive=True).values_list("pk", flat=True)
        ]
    reviews = WorkflowState.objects.active().filter(
        base_content_type=subject.get_base_content_type(), object_id__in=keys
    )
    turns = reviews.values("current_task_state")
    found = ReviewState.objects.filter(pk__in=turns).for_lists()
    return found.exclude(status=TaskState.STATUS_CANCELLED)
