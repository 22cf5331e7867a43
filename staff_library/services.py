"""What people do in the library: come by, and finish a training."""

from datetime import date, datetime, timedelta

from django.db import transaction

from cms.core.querysets import Reader
from staff_library.models import Completion, TrainingPage, Visit

SAME_VISIT = timedelta(hours=4)  # who comes back after lunch still sees the marks of the morning
FIRST_VISIT = timedelta(days=30)
SELDOM = timedelta(minutes=5)  # a row is not written for every click


@transaction.atomic
def note_visit(*, person: Reader, at: datetime) -> datetime:
    """Remember that ``person`` was here; returns the moment since when things are new to them."""
    visit = Visit.objects.filter(person=person.pk).first()
    if visit is None:
        Visit.objects.get_or_create(person_id=person.pk, defaults={"seen_at": at})
        return at - FIRST_VISIT
    away = at - visit.seen_at
    if away > SAME_VISIT:
        visit.before_at = visit.seen_at
    if away > SELDOM:
        visit.seen_at = at
        visit.save()
    return visit.before_at or at - FIRST_VISIT


@transaction.atomic
def record_completion(*, person: Reader, training: TrainingPage, on: date) -> Completion:
    """The record of this person and training; the first day counts."""
    defaults = {"completed_on": on, "municipality_id": getattr(person, "municipality_id", None)}
    record, _created = Completion.objects.get_or_create(
        person_id=person.pk, training=training, defaults=defaults
    )
    return record
