"""The app. Wagtail's mails about workflows are replaced by those of :mod:`cms.workflow.mails`."""

from django.apps import AppConfig
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

REPLACED = (
    (workflow_submitted, "workflow_state_submitted_email_notification"),
    (workflow_approved, "workflow_state_approved_email_notification"),
    (workflow_rejected, "workflow_state_rejected_email_notification"),
)


class WorkflowConfig(AppConfig):
    name = "cms.workflow"
    label = "workflow"
    verbose_name = "確認と協議"

    def ready(self) -> None:
        """Wagtail's leave inside the transaction and name no reason; ours follow it in a task."""
        from wagtail.models import WorkflowState

        for signal, name in REPLACED:
            signal.disconnect(sender=WorkflowState, dispatch_uid=name)
