"""The first screen of the admin: companies that wait for their check."""

from typing import Any

from wagtail.admin.ui.components import Component

from cms.core.calendar import today
from companies.choices import Status
from companies.review import waiting_first
from companies.services.reviewing import age_in_days

SHOWN = 5


class WaitingPanel(Component):
    """How many wait, and the longest waiting ones; nothing while nobody does."""

    order = 120
    template_name = "companies/admin/waiting.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        waiting = waiting_first().filter(status=Status.RECEIVED)
        rows = [(each, age_in_days(each, on=today())) for each in waiting[:SHOWN]]
        return {"rows": rows, "number": waiting.count()}
