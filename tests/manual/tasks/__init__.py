"""The tasks by the page of the manual that tells them."""

from tests.manual.desk import Task
from tests.manual.tasks import (
    checking,
    languages,
    reviewing,
    sections,
    site,
    tutorial,
    writing,
)

TASKS: dict[str, Task] = {
    **tutorial.TASKS,
    **writing.TASKS,
    **reviewing.TASKS,
    **checking.TASKS,
    **languages.TASKS,
    **site.TASKS,
    **sections.TASKS,
}
