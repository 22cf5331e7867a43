"""The lock of a page under review: it says whose turn it is and where to decide."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from wagtail.locks import WorkflowLock


class ReviewLock(WorkflowLock):
    def get_message(self, user: Any) -> str:
        state = self.object.current_workflow_task_state
        return format_html(
            "「{}」の途中なので、今は直せません。直すときは、先に審査を取りやめてください。"
            ' <a href="{}">審査を見る</a>',
            self.task.name,
            reverse("review", args=[state.pk]),
        )

    def get_locked_by(self, user: Any, can_lock: bool = False) -> str:
        return "審査中"

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        return "審査が終わるか、取りやめるまで、だれも直せません。"
