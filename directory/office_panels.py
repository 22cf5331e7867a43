"""Parts of the office form that are no field of an office."""

from typing import Any

from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel

from directory.models import Office, OfficeTask


class TasksComparison(FieldComparison):
    """What one can ask, by its words: the rows are made anew whenever the form is saved."""

    def __init__(self, before: Office, after: Office) -> None:
        self.field = OfficeTask._meta.get_field("task")
        self.val_a, self.val_b = _words(before), _words(after)


def _words(office: Office) -> str:
    return "、".join(str(task.label) for task in office.tasks)


class TasksPanel(FieldPanel):
    """Check boxes of the form; without it nobody who reviews would see that a task changed."""

    class BoundPanel(FieldPanel.BoundPanel):
        def get_comparison(self) -> list[Any]:
            return [TasksComparison]
