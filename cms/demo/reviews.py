"""Reviews under way in the demonstration: one waits for a town, one for the agency."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from cms.areas.models import Area
from cms.demo.accounts import MUNICIPALITIES
from cms.workflow.models import PageUpkeep, ReviewRecord
from measures.models import MeasurePage

EDITOR, CONFIRMING = "editor", "hachioji-check"


@transaction.atomic
def build_reviews(records: list[dict[str, Any]]) -> None:
    """Drafts of the sample editor, handed in. What is public stays; done once."""
    editor = get_user_model().objects.filter(username=EDITOR).first()
    if editor is None:
        return
    for record in records:
        page = MeasurePage.objects.filter(slug=record["slug"], alias_of=None).first()
        if page and not _was_handed_in(page):
            _hand_in(page, record, by=editor)


def _was_handed_in(page: MeasurePage) -> bool:
    return ReviewRecord.objects.filter(kind="wagtailcore.page", key=str(page.pk)).exists()


def _hand_in(page: MeasurePage, record: dict[str, Any], *, by: Any) -> None:
    if record["names_town"]:
        town = Area.objects.get(code6=MUNICIPALITIES[CONFIRMING])
        PageUpkeep.objects.update_or_create(page=page, defaults={"municipality": town, "owner": by})
    draft = page.get_latest_revision_as_object()
    draft.where = record["where"]
    draft.save_revision(user=by)
    fresh = MeasurePage.objects.get(pk=page.pk)
    fresh.get_workflow().start(fresh, by)
