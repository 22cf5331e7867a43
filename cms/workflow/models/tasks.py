"""事実確認 and 協議: the steps of a review as tasks of Wagtail's workflow."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import QuerySet
from wagtail.models import Task, TaskState, WorkflowState

from cms.core.calendar import now, today, working_day_after
from cms.workflow.choices import Step
from cms.workflow.locks import ReviewLock
from cms.workflow.models.state import ReviewState

CONFIRM = "workflow.confirm_facts"
RIGHTS = "django.contrib.auth.backends.ModelBackend"  # who knows what people may do
NO_MUNICIPALITY = "自治体の名前が出ないので、事実確認は要りません。"
TRANSLATED = "訳のページです。事実は、日本語のページで確かめます。"


class ReviewTask(Task):
    """A step with a date by which it should be done. Nobody edits what is under review."""

    working_days = models.PositiveSmallIntegerField(
        "何営業日で", default=5, help_text="土日・祝日・年末年始は数えません。"
    )

    step: Step
    task_state_class = ReviewState
    lock_class = ReviewLock
    admin_form_fields = [*Task.admin_form_fields, "working_days"]

    class Meta:
        abstract = True

    def people(self, state: ReviewState) -> QuerySet:
        """Everybody whose turn the step is, before anybody is asked in particular."""
        raise NotImplementedError

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        from cms.workflow.services.starting import start_step

        return start_step(task=self, workflow_state=workflow_state, by=user, at=now())

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        from cms.workflow.services.deciding import decide

        decide(state=task_state, action=action_name, by=user, **kwargs)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, str, bool]]:
        from cms.workflow.deciding import may_decide

        state = obj.current_workflow_task_state
        if not isinstance(state, ReviewState) or not may_decide(state, user):
            return []
        return [("reject", "差し戻す", True), ("approve", "承認する", True)]

    def get_form_for_action(self, action: str) -> Any:
        from cms.workflow.forms import form_for

        return form_for(action, self.step)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet:
        waiting = ReviewState.objects.turn_of(user, on=today()).filter(task=self)
        return TaskState.objects.filter(pk__in=waiting.values("pk"))

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return True

    def due_on(self, at: Any) -> Any:
        return working_day_after(at.date(), self.working_days)


class FactCheckTask(ReviewTask):
    """The municipality that the page names confirms what is said about it; others are skipped."""

    step = Step.FACT_CHECK

    class Meta:
        verbose_name = "自治体の事実確認"
        verbose_name_plural = "自治体の事実確認"
        default_permissions = ()
        permissions = [("confirm_facts", "自分の自治体について事実確認ができる")]

    def people(self, state: ReviewState) -> QuerySet:
        users = get_user_model().objects
        if state.municipality_id is None:  # skipped: nobody's turn, and not that of people without
            return users.none()
        confirming = users.with_perm(CONFIRM, include_superusers=False, backend=RIGHTS)
        return confirming.filter(municipality=state.municipality_id, is_active=True)

    @classmethod
    def get_description(cls) -> str:
        return "ページに名前が出る自治体の人が確かめます。自治体が出ないページはとばします。"


class ConsultationTask(ReviewTask):
    """Those who decide for the agency; their approval publishes."""

    step = Step.CONSULTATION
    groups = models.ManyToManyField(Group, verbose_name="協議する人の役割")

    admin_form_fields = [*ReviewTask.admin_form_fields, "groups"]

    class Meta:
        verbose_name = "協議"
        verbose_name_plural = "協議"
        default_permissions = ()

    def people(self, state: ReviewState) -> QuerySet:
        return get_user_model().objects.filter(groups__in=self.groups.all(), is_active=True)

    @classmethod
    def get_description(cls) -> str:
        return "選んだ役割の人が協議します。承認すると、公開（または予約）されます。"
