"""What Wagtail calls when the last step of a workflow is approved (WAGTAIL_FINISH_WORKFLOW_ACTION).

Wagtail imports this while its models load, so nothing of ours is imported before it is called.
"""

from typing import Any


def finish_review(workflow_state: Any, user: Any = None) -> None:
    from cms.core.calendar import now
    from cms.workflow.services.publishing import publish_reviewed

    publish_reviewed(workflow_state=workflow_state, by=user, at=now())
