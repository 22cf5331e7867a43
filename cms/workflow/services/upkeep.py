"""Who answers for a page, when it is looked at again, whom it tells about."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.areas.models import Area
from cms.workflow.models.upkeep import PageUpkeep
from cms.workflow.services.recording import record_municipality


@transaction.atomic
def set_upkeep(
    *,
    page: Page,
    by: Any,
    at: datetime,
    next_review: date | None = None,
    owner: Any = None,
    municipality: Area | None = None,
) -> PageUpkeep:
    """Write all three; what is not given is emptied.

    Whose people confirm decides about four eyes, so a change of it stays in 協議記録.
    """
    upkeep, _created = PageUpkeep.objects.select_for_update().get_or_create(page_id=page.pk)
    before = upkeep.municipality
    upkeep.next_review, upkeep.owner, upkeep.municipality = next_review, owner, municipality
    upkeep.save()
    if before != municipality:
        record_municipality(page=page, before=before, after=municipality, by=by, at=at)
    return upkeep
