"""The review of a site beside the main one: the same steps, decided by its own approvers."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from cms.workflow.models import ConsultationTask, FactCheckTask


@transaction.atomic
def give_own_review(*, label: str, fronts: Iterable[Page], approvers: Group) -> Workflow:
    """Pages below ``fronts`` are decided on by ``approvers`` alone; 事実確認 is everybody's.

    Repeatable. A workflow that administrators put on a front page stays.
    """
    workflow, created = Workflow.objects.get_or_create(
        name=f"事実確認と協議（{label}）", defaults={"active": True}
    )
    if created:
        deciding = ConsultationTask.objects.create(name=f"協議（{label}）", active=True)
        deciding.groups.add(approvers)
        steps = [*FactCheckTask.objects.filter(active=True).order_by("pk")[:1], deciding]
        for order, step in enumerate(steps):
            WorkflowTask.objects.create(workflow=workflow, task_id=step.pk, sort_order=order)
    for front in fronts:
        WorkflowPage.objects.get_or_create(page=front, defaults={"workflow": workflow})
    return workflow
