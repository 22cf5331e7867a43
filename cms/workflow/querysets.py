"""Whose turn it is. ``TaskState`` brings Wagtail's own manager; this one adds the portal's."""

from datetime import date
from typing import Any, Self

from django.db.models import Q
from wagtail.models import TaskState
from wagtail.models.workflows import BaseTaskStateManager, TaskStateQuerySet


class ReviewStateQuerySet(TaskStateQuerySet):
    def open(self) -> Self:
        """Steps that wait for a decision, the earliest date first."""
        waiting = self.filter(
            status=TaskState.STATUS_IN_PROGRESS, workflow_state__status="in_progress"
        )
        return waiting.order_by("due_on", "pk")

    def turn_of(self, person: Any, *, on: date) -> Self:
        """Open steps that ``person`` may decide, unless somebody else was asked in particular.

        Own changes are among them until four eyes refuse: the list must cost no query a row.
        """
        from cms.workflow.models.tasks import CONFIRM

        groups = person.groups.values("pk")
        pool = Q(task__consultationtask__groups__in=groups)
        if person.municipality_id and person.has_perm(CONFIRM):
            pool |= Q(municipality=person.municipality_id, task__factchecktask__isnull=False)
        gone = Q(assignee__is_active=False) | Q(assignee__expires_on__lt=on)
        return self.open().filter(Q(assignee=person) | Q(assignee=None) | gone, pool).distinct()

    def overdue(self, *, on: date) -> Self:
        return self.open().filter(due_on__lt=on)

    def for_lists(self) -> Self:
        """With all that a line of a list shows; the text of the version stays in the database."""
        review = ("content_type", "base_content_type", "requested_by")
        related = ("task", "revision", "municipality", "assignee")
        along = [*related, *(f"workflow_state__{name}" for name in review)]
        return self.select_related(*along).defer("revision__content")


ReviewStateManager = BaseTaskStateManager.from_queryset(ReviewStateQuerySet)
