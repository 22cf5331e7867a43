"""Who answers for a page, when it is looked at again, whom it tells about."""

from datetime import date
from typing import Any

from wagtail.models import Page

from cms.areas.models import Area
from cms.workflow.models.upkeep import PageUpkeep


def set_upkeep(
    *,
    page: Page,
    next_review: date | None = None,
    owner: Any = None,
    municipality: Area | None = None,
) -> PageUpkeep:
    """Write all three; what is not given is emptied."""
    values = {"next_review": next_review, "owner": owner, "municipality": municipality}
    upkeep, _created = PageUpkeep.objects.update_or_create(page_id=page.pk, defaults=values)
    return upkeep
