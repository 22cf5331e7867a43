"""Who answers for a page, when it is looked at again, whom it tells about."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.areas.models import Area
from cms.workflow.models.upkeep import PageUpkeep
from cms.workflow.services.recording import record_municipality


def set_upkeep(
    *,
    page: Page,
    next_review: date | None = None,
    owner: Any = None,
    municipality: Area | None = None,
) -> PageUpkeep:
    """Write all three; what is not given is emptied. People change it by ``change_upkeep()``."""
    values = {"next_review": next_review, "owner": owner, "municipality": municipality}
    upkeep, _created = PageUpkeep.objects.update_or_create(page_id=page.pk, defaults=values)
    return upkeep


@transaction.atomic
def change_upkeep(*, page: Page, by: Any, at: datetime, **values: Any) -> PageUpkeep:
    """``set_upkeep()`` by a person.

    Whose people confirm decides about four eyes, so a change of it stays in 協議記録.
    """
    known = PageUpkeep.objects.select_for_update().filter(page=page.pk).first()
    before = known.municipality if known else None
    upkeep = set_upkeep(page=page, **values)
    if before != upkeep.municipality:
        record_municipality(page=page, before=before, after=upkeep.municipality, by=by, at=at)
    return upkeep
