"""The first screen of the admin: broken links, rights that end, searches without a hit."""

from datetime import timedelta
from typing import Any

from django.db.models import Sum
from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from cms.core.calendar import today
from cms.core.querysets import closed_types
from cms.quality.addresses import edit_address
from cms.quality.models import RightsTask
from cms.quality.selectors import broken_links
from cms.search.models import ZeroResultQuery

SHOWN = 5
MONTH = timedelta(days=30)


def pages_for(reader: Any) -> PageQuerySet:
    """Pages that ``reader`` may change in the admin and may read."""
    pages = page_permission_policy.instances_user_has_any_permission_for(
        reader, ("add", "change", "publish")
    )
    return pages.exclude(content_type__in=closed_types(reader))


class BrokenLinksPanel(Component):
    """The links that lead nowhere on the most used pages; nothing while all lead somewhere."""

    order = 130
    template_name = "quality/admin/panel_links.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        rows = broken_links(pages_for(parent_context["request"].user), on=today())
        return {"rows": rows[:SHOWN], "number": len(rows)}


class RightsPanel(Component):
    """Files whose rights end; one's own first."""

    order = 140
    template_name = "quality/admin/panel_rights.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        reader = parent_context["request"].user
        tasks = sorted(RightsTask.objects.waiting(), key=lambda task: task.owner_id != reader.pk)
        rows = [
            (task, edit_address(task.record.file), task.owner_id == reader.pk)
            for task in tasks[:SHOWN]
        ]
        return {"rows": rows, "number": len(tasks), "today": today()}


class ZeroResultsPanel(Component):
    """What visitors searched without a hit within a month."""

    order = 150
    template_name = "quality/admin/panel_searches.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        recent = ZeroResultQuery.objects.filter(day__gt=today() - MONTH).order_by()
        words = recent.values("text").annotate(number=Sum("count")).order_by("-number", "text")
        return {"rows": list(words[:SHOWN])}
