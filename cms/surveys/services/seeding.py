"""Questionnaires from records: ready-made ones that editors then keep."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from cms.surveys.models import Question, QuestionOption, Survey


@transaction.atomic
def add_missing_surveys(*, records: Iterable[dict[str, Any]]) -> list[Survey]:
    """The questionnaires of ``records`` that are not there yet, by slug; others stay as they are.

    A record is the fields of Survey and ``questions``: fields of Question and ``options`` (labels).
    """
    added = []
    for record in records:
        fields = dict(record)
        questions = fields.pop("questions")
        survey, is_new = Survey.objects.get_or_create(slug=fields.pop("slug"), defaults=fields)
        if is_new:
            for order, question in enumerate(questions):
                _add_question(survey, order, dict(question))
            added.append(survey)
    return added


def _add_question(survey: Survey, order: int, fields: dict[str, Any]) -> None:
    labels = fields.pop("options", [])
    code = fields.pop("code", str(order + 1))
    question = Question.objects.create(survey=survey, sort_order=order, code=code, **fields)
    QuestionOption.objects.bulk_create(
        QuestionOption(question=question, label=label, sort_order=number)
        for number, label in enumerate(labels)
    )
