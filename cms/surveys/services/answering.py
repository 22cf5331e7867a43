"""Storing answers screen by screen, and sending them once."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cms.core.calendar import TOKYO
from cms.surveys.definitions import LISTED, Definition, load_definition, stored_answers
from cms.surveys.flow import Answers, kept, missing
from cms.surveys.models import Answer, Invitation, Receipt, Response
from cms.surveys.services.publishing import renew_snapshot
from cms.surveys.sittings import Reason, RefusedError, Sitting, refuse_used


class MissingAnswersError(Exception):
    """Questions that must be answered are not; ``codes`` names them in order."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


@transaction.atomic
def save_answers(
    *, sitting: Sitting, definition: Definition, codes: Collection[str], answers: Answers, on: date
) -> Response:
    """Put ``answers`` in the place of what was stored for the questions ``codes``.

    The first call begins the response. Raises RefusedError once it was sent.
    """
    response = _locked(sitting) or _begin(sitting, on)
    if response.is_finished:
        raise RefusedError(Reason.USED)
    rows = [definition.rows[code] for code in codes if code in definition.rows]
    response.answers.filter(question__in=rows).delete()
    Answer.objects.bulk_create(
        Answer(response=response, question=row, **_stored(row.kind, value))
        for row in rows
        for value in dict.fromkeys(answers.get(row.code, ()))
        if value
    )
    sitting.response = response
    return response


def _locked(sitting: Sitting) -> Response | None:
    """The response of the sitting; two at once wait for each other."""
    found = Response.objects.select_for_update().filter(survey=sitting.survey)
    return found.filter(ticket_digest=sitting.ticket_digest).first()


def _begin(sitting: Sitting, on: date) -> Response:
    refuse_used(sitting)
    about: dict[str, Any] = {}
    if not sitting.survey.is_anonymous:
        link = sitting.invitation
        about = {
            "invitation": link,
            "area": link.area if link else None,
            "context": (link.context if link else "") or sitting.context,
        }
    return Response.objects.get_or_create(
        survey=sitting.survey,
        ticket_digest=sitting.ticket_digest,
        defaults={"started_on": on, **about},
    )[0]


def _stored(kind: str, value: str) -> dict[str, Any]:
    return {"option_id": int(value)} if kind in LISTED else {"value": value}


@transaction.atomic
def finish(*, sitting: Sitting, at: datetime) -> None:
    """Send the answers: once. Answers to questions that were not asked in the end go.

    Raises MissingAnswersError, and RefusedError when they were sent before.
    """
    response = _locked(sitting)
    if response is None or response.is_finished:
        raise RefusedError(Reason.USED)
    definition = load_definition(sitting.survey)
    answers = stored_answers(response, definition)
    if codes := missing(definition.questions, answers):
        raise MissingAnswersError(codes)
    _use_link(sitting, at)
    asked = [definition.rows[code] for code in kept(definition.questions, answers)]
    response.answers.exclude(question__in=asked).delete()
    _close(response, at)
    renew_snapshot(definition=definition, on=at.astimezone(TOKYO).date())


def _use_link(sitting: Sitting, at: datetime) -> None:
    """Of two who send with one link, the second is refused here at the latest."""
    anonymous = sitting.survey.is_anonymous
    if sitting.invitation:
        unused = Invitation.objects.filter(pk=sitting.invitation.pk, is_answered=False)
        answered_at = None if anonymous else at
        if not unused.update(is_answered=True, answered_at=answered_at):
            raise RefusedError(Reason.USED)
    elif anonymous:
        Receipt.objects.create(
            survey=sitting.survey,
            ticket_digest=sitting.ticket_digest,
            used_on=at.astimezone(TOKYO).date(),
        )


def _close(response: Response, at: datetime) -> None:
    response.is_finished = True
    response.finished_at = at
    if response.survey.is_anonymous:
        response.ticket_digest = response.context = ""
        response.invitation = response.area = None
        response.started_on = response.finished_at = None
    response.save()
