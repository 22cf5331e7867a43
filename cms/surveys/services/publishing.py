"""Results that everybody sees while answers still come in."""

from datetime import date

from django.db import transaction

from cms.surveys.choices import ResultsFor
from cms.surveys.definitions import Definition
from cms.surveys.models import Response, Snapshot
from cms.surveys.results import count_answers, protected

BATCH = 20  # answers between two publications: their difference is never about few people


@transaction.atomic
def renew_snapshot(*, definition: Definition, on: date) -> Snapshot | None:
    """Publish the numbers anew once ``BATCH`` answers came in since the last time."""
    survey = definition.survey
    if survey.results != ResultsFor.PUBLIC:
        return None
    number = Response.objects.finished().filter(survey=survey).count()
    before = Snapshot.objects.filter(survey=survey).first()
    if number < BATCH + (before.number if before else 0):
        return None
    tables = protected(count_answers(definition), definition).as_json()
    fields = {"number": number, "made_on": on, "tables": tables}
    return Snapshot.objects.update_or_create(survey=survey, defaults=fields)[0]
