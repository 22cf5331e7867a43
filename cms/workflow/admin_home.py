"""The first screen of the admin: whose turn it is, and what is late. A fixed number of queries."""

from typing import Any

from wagtail.admin.ui.components import Component

from cms.core.calendar import today
from cms.workflow.presenters import listed
from cms.workflow.selectors import READ_RECORDS, overdue_steps, returned_to, waiting_for

SHOWN = 8


class TurnPanel(Component):
    """「わたしの番」: what waits for the person, and what was sent back."""

    name = "review_turn"
    order = 100
    template_name = "workflow/admin/turn.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        person = parent_context["request"].user
        waiting = listed(waiting_for(person, on=today())[: SHOWN + 1])
        returned = listed(returned_to(person)[:SHOWN])
        return {"rows": waiting[:SHOWN], "has_more": len(waiting) > SHOWN, "returned": returned}


class OverduePanel(Component):
    """「期限すぎ」: late steps of their sites, for those who read the records."""

    name = "review_overdue"
    order = 110
    template_name = "workflow/admin/overdue.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        person = parent_context["request"].user
        if not person.has_perm(READ_RECORDS):
            return {"rows": []}
        late = listed(overdue_steps(person, on=today())[: SHOWN + 1])
        return {"rows": late[:SHOWN], "has_more": len(late) > SHOWN}
