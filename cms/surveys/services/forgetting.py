"""The end of the time that personal answers are kept."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet

from cms.core.calendar import TOKYO
from cms.surveys.choices import Kind
from cms.surveys.models import Answer, Invitation, Receipt, Response, Survey

UNFINISHED = timedelta(days=30)  # after that nobody comes back to what they began
TEXTS = (Kind.SHORT_TEXT, Kind.LONG_TEXT)


@transaction.atomic
def forget_answers(*, on: date) -> dict[str, int]:
    """How many went, by Japanese name. What was chosen stays: numbers tell nobody's name."""
    began = Response.objects.unfinished().filter(started_on__lt=on - UNFINISHED)
    over = Receipt.objects.filter(survey__closes_on__lt=on)
    counts = {"書きかけの回答": _remove(began), "匿名の送信の控え": _remove(over)}
    for survey in Survey.objects.all():
        last = on - timedelta(days=survey.kept_days)
        for name, number in _forget_of(survey, last).items():
            counts[name] = counts.get(name, 0) + number
    return counts


def _forget_of(survey: Survey, last: date) -> dict[str, int]:
    """Of one questionnaire: whatever was over before the day ``last``."""
    due = _due(survey, last)
    texts = Answer.objects.filter(response__in=due, question__kind__in=TEXTS)
    counts = {"自由に書かれた文": _remove(texts), "だれの回答か": 0}
    if not survey.is_anonymous:
        counts["だれの回答か"] = due.exclude(finished_at=None).update(
            invitation=None,
            area=None,
            context="",
            ticket_digest="",
            started_on=None,
            finished_at=None,
        )
    counts["回答用のリンク"] = _remove(Invitation.objects.of(survey).filter(until__lt=last))
    return counts


def _due(survey: Survey, last: date) -> QuerySet[Response]:
    """Sent answers whose time is over: the closing day counts, without one the day of sending."""
    sent = survey.responses.finished()
    if survey.closes_on:
        return sent if survey.closes_on < last else sent.none()
    return sent.filter(finished_at__lt=datetime.combine(last, time.min, tzinfo=TOKYO))


def _remove(rows: QuerySet) -> int:
    number = rows.count()
    rows.delete()
    return number
