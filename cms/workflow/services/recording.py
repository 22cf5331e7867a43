"""Writing 協議記録."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from wagtail.models import Page, Revision

from cms.areas.models import Area
from cms.workflow.choices import Act
from cms.workflow.models.records import ReviewRecord
from cms.workflow.models.state import ReviewState
from cms.workflow.subjects import names_of, names_of_version


def record(
    *,
    state: ReviewState,
    act: Act,
    by: Any,
    at: datetime,
    words: str = "",
    checked: Sequence[str] = (),
) -> ReviewRecord:
    """Add one row about ``state``. ``by`` is None for what the portal does by itself."""
    names = names_of(state)
    return ReviewRecord.objects.create(
        at=at,
        act=act,
        actor=by,
        actor_name=str(by)[:200] if by else "",
        kind=names.kind,
        kind_name=names.kind_name,
        key=names.key,
        title=names.title,
        language=names.language,
        step=state.task.name,
        municipality=state.municipality.full_name if state.municipality else "",
        words=words.replace("\x00", ""),
        checked="\n".join(checked),
        review=state.workflow_state_id,
        turn=state.pk,
        revision=state.revision_id,
    )


def record_emergency(*, revision: Revision, by: Any, at: datetime, words: str) -> ReviewRecord:
    """Add one row about a publication past the review; ``words`` say why."""
    names = names_of_version(revision)
    return ReviewRecord.objects.create(
        at=at,
        act=Act.EMERGENCY,
        actor=by,
        actor_name=str(by)[:200],
        kind=names.kind,
        kind_name=names.kind_name,
        key=names.key,
        title=names.title,
        language=names.language,
        words=words.replace("\x00", ""),
        revision=revision.pk,
    )


def record_municipality(
    *, page: Page, before: Area | None, after: Area | None, by: Any, at: datetime
) -> ReviewRecord:
    """Add one row about whose people confirm what ``page`` says; None is nobody."""
    old, new = (area.full_name if area else "なし" for area in (before, after))
    return ReviewRecord.objects.create(
        at=at,
        act=Act.MUNICIPALITY,
        actor=by,
        actor_name=str(by)[:200],
        kind="wagtailcore.page",
        kind_name=str(page.specific_class._meta.verbose_name),
        key=str(page.pk),
        title=page.get_admin_display_title()[:255],
        municipality=after.full_name if after else "",
        words=f"{old} → {new}",
    )


def forget_records(*, before: datetime) -> int:
    """End of the retention time; returns how many rows went."""
    return ReviewRecord.objects.all().forget_before(before)
