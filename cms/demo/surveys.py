"""Sample questionnaires: one that is open, one for use reports, one with results."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from cms.core.calendar import TOKYO, today
from cms.core.tickets import new_ticket
from cms.surveys.definitions import Definition, load_definition
from cms.surveys.flow import Asked
from cms.surveys.ready_made import ready_made_surveys
from cms.surveys.services import add_missing_surveys, finish, save_answers
from cms.surveys.sittings import begin_sitting

OVER = "first-week"
FIRST_DAY = date(2026, 10, 1)  # of the one that is over
PEOPLE = 60
DATES = ("opens_on", "closes_on")


@transaction.atomic
def build_surveys(records: list[dict[str, Any]]) -> None:
    """What is missing; answers only for the one that is over, and only when it is new."""
    dated = [
        {name: date.fromisoformat(v) if name in DATES else v for name, v in record.items()}
        for record in records
    ]
    sample = {"is_active": True, "is_sample": True}
    ready = [{**record, **sample} for record in ready_made_surveys(today())]
    for survey in add_missing_surveys(records=[*ready, *dated]):
        if survey.slug == OVER:
            definition = load_definition(survey)
            for number in range(PEOPLE):
                _answer(definition, number)


def _answer(definition: Definition, number: int) -> None:
    """The answers of one made-up person; the same in every build."""
    on = FIRST_DAY + timedelta(days=number % 30)
    sitting = begin_sitting(survey=definition.survey, secret=new_ticket()[0], on=on)
    answers = {
        question.code: _chosen(question, number + place)
        for place, question in enumerate(definition.questions)
    }
    save_answers(
        sitting=sitting, definition=definition, codes=list(answers), answers=answers, on=on
    )
    finish(sitting=sitting, at=datetime.combine(on, time(12), tzinfo=TOKYO))


def _chosen(question: Asked, number: int) -> tuple[str, ...]:
    """More of the first answers than of the last."""
    keys = [key for key, _label in question.choices]
    place = min(number % 7, number % 4, len(keys) - 1)
    several = question.kind == "multiple" and number % 3 == 0
    return tuple(dict.fromkeys((keys[place], keys[-1] if several else keys[place])))
