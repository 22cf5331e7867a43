"""Questionnaires and answers for tests."""

from datetime import date, datetime, timedelta
from typing import Any

from cms.core.calendar import TOKYO
from cms.core.tickets import new_ticket
from cms.surveys.definitions import load_definition
from cms.surveys.models import PageVote, Question, QuestionOption, Survey
from cms.surveys.services import finish, invite, save_answers, vote
from cms.surveys.sittings import Sitting, begin_sitting, find_sitting

ON = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 12, 0, tzinfo=TOKYO)


def make_survey(*questions: dict[str, Any], **fields: Any) -> Survey:
    """An open, named questionnaire; a question is its fields and ``options`` (labels).

    Without questions it asks one: 「使いましたか」 はい・いいえ, which must be answered.
    """
    defaults = {
        "title": "アンケート",
        "slug": "survey",
        "introduction": "1分で終わります。",
        "is_active": True,
        "is_anonymous": False,
        "closes_on": ON + timedelta(days=3650),
    }
    survey = Survey.objects.create(**{**defaults, **fields})
    default = {"text": "使いましたか", "options": ["はい", "いいえ"], "is_required": True}
    for order, question in enumerate(questions or (default,)):
        add_question(survey, order, **question)
    return survey


def add_question(
    survey: Survey, order: int, *, options: tuple[str, ...] | list[str] = (), **fields: Any
) -> Question:
    defaults = {"code": str(order + 1), "text": f"質問{order + 1}"}
    question = Question.objects.create(survey=survey, sort_order=order, **{**defaults, **fields})
    QuestionOption.objects.bulk_create(
        QuestionOption(question=question, label=label, sort_order=number)
        for number, label in enumerate(options)
    )
    return question


def make_link(survey: Survey, label: str = "八王子市", **fields: Any) -> tuple[Any, str]:
    """An invitation and its secret."""
    return invite(survey=survey, label=label, until=date(2099, 3, 31), **fields)


def sitting_of(survey: Survey, secret: str = "", on: date = ON) -> Sitting:
    """Of a link, or of somebody who begins without one."""
    if secret:
        return find_sitting(survey=survey, secret=secret, on=on)
    return begin_sitting(survey=survey, secret=new_ticket()[0], on=on)


def store(sitting: Sitting, answers: dict[str, Any]) -> None:
    """Answers by code as labels or texts; a list for several."""
    definition = load_definition(sitting.survey)
    keys = {
        question.code: {label: key for key, label in question.choices}
        for question in definition.questions
    }
    told = {
        code: tuple(
            keys[code].get(str(v), str(v)) for v in (given if isinstance(given, list) else [given])
        )
        for code, given in answers.items()
    }
    save_answers(sitting=sitting, definition=definition, codes=list(told), answers=told, on=ON)


def send(
    survey: Survey, answers: dict[str, Any], *, secret: str = "", at: datetime = AT
) -> Sitting:
    """Answer the whole questionnaire and send it."""
    sitting = sitting_of(survey, secret)
    store(sitting, answers)
    finish(sitting=sitting, at=at)
    return sitting


def vote_for(area: Any, useful: str = "yes", **fields: Any) -> PageVote:
    """A vote for the place page of ``area``."""
    about = {"subject": "place", "key": area.code6, "label": area.full_name}
    vote(**about, useful=useful, on=ON, **fields)
    return PageVote.objects.get(key=area.code6, useful=useful)
