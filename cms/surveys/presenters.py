"""What the templates of the questionnaires show."""

import re
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.mails import absolute
from cms.core.tickets import new_ticket
from cms.surveys.charts import Chart, bar_chart
from cms.surveys.choices import Access, Kind, ResultsFor
from cms.surveys.definitions import Definition, load_definition
from cms.surveys.journey import Journey, review_lines
from cms.surveys.models import Question, Snapshot, Survey
from cms.surveys.results import Results, Table, count_answers, protected
from cms.surveys.sittings import Reason

SECRET = re.compile(r"[-\w]{32}\Z", re.ASCII)


def posted_secret(request: HttpRequest) -> str:
    """The secret the form was made with; a new one for a form to come or a damaged one."""
    posted = request.POST.get("ticket", "")
    return posted if SECRET.match(posted) else new_ticket()[0]


def list_page(*, on: date) -> dict[str, Any]:
    listed = list(Survey.objects.listed_for_everybody().filter(is_active=True))
    snapshots = set(Snapshot.objects.filter(survey__in=listed).values_list("survey", flat=True))
    return {
        "open": [survey for survey in listed if survey.is_open(on)],
        "told": [survey for survey in listed if _tells(survey, on, survey.pk in snapshots)],
    }


def _tells(survey: Survey, on: date, has_snapshot: bool) -> bool:
    if survey.results == ResultsFor.AFTER_CLOSING:
        return survey.is_over(on)
    return survey.results == ResultsFor.PUBLIC and has_snapshot


def screen_page(journey: Journey) -> dict[str, Any]:
    """A screen with its questions, or the page where the answers are looked over and sent."""
    sitting, number = journey.sitting, journey.number
    context: dict[str, Any] = {
        "survey": sitting.survey,
        "sitting": sitting,
        "return_address": absolute(sitting.address) if sitting.response else "",
    }
    if number is None:
        return context | {"lines": review_lines(journey), "missing": journey.missing}
    return context | {
        "form": journey.form,
        "number": number,
        "count": len(journey.screens),
        "sends_at_once": journey.sends_at_once,
        "is_first": number == 0,
        "before": journey.at_step(number - 1) if number and sitting.response else "",
    }


def thanks_page(survey: Survey, *, on: date) -> dict[str, Any]:
    return {"survey": survey, "results": _results_address(survey, on)}


def _results_address(survey: Survey, on: date) -> str:
    has_snapshot = Snapshot.objects.filter(survey=survey).exists()
    return reverse("survey_results", args=[survey.slug]) if _tells(survey, on, has_snapshot) else ""


REFUSALS = {  # title, text, HTTP status
    Reason.NOT_BEGUN: (
        gettext_lazy("This questionnaire has not begun yet"),
        gettext_lazy("Please come back on the first day below."),
        200,
    ),
    Reason.OVER: (
        gettext_lazy("This questionnaire is closed"),
        gettext_lazy("Thank you for wanting to answer. It takes no answers any more."),
        410,
    ),
    Reason.INVITED_ONLY: (
        gettext_lazy("This questionnaire is answered by a link of your own"),
        gettext_lazy("Please open the link that was sent to you. Each link answers once."),
        403,
    ),
    Reason.UNKNOWN: (
        gettext_lazy("We cannot find this link"),
        gettext_lazy("Part of the address may be missing. Please open the link once more."),
        404,
    ),
    Reason.USED: (
        gettext_lazy("The answers of this link have arrived"),
        gettext_lazy("Each link answers once. Thank you for your answers."),
        200,
    ),
    Reason.LINK_OVER: (
        gettext_lazy("This link has expired"),
        gettext_lazy("Please ask whoever gave you the link for a new one."),
        410,
    ),
}


def refused_page(survey: Survey, reason: Reason, *, on: date) -> tuple[dict[str, Any], int]:
    """Words of a page that does not open, and its HTTP status."""
    title, text, status = REFUSALS[reason]
    days = {Reason.NOT_BEGUN: survey.opens_on, Reason.OVER: survey.closes_on}
    context = {
        "survey": survey,
        "title": title,
        "text": text,
        "day": days.get(reason),
        "results": _results_address(survey, on),
        "goes_on": survey.access == Access.OPEN and reason is Reason.UNKNOWN,
    }
    return context, status


def results_page(survey: Survey, *, on: date) -> dict[str, Any] | None:
    """None where nobody may see results (yet)."""
    definition = load_definition(survey)
    if survey.results == ResultsFor.AFTER_CLOSING and survey.is_over(on):
        results, made_on = protected(count_answers(definition), definition), survey.closes_on
    elif survey.results == ResultsFor.PUBLIC:
        snapshot = Snapshot.objects.filter(survey=survey).first()
        if snapshot is None:
            return None
        results, made_on = Results.from_json(snapshot.tables), snapshot.made_on
    else:
        return None
    tables = shown(results, definition)
    return {"survey": survey, "number": results.number, "made_on": made_on, "tables": tables}


def shown(results: Results, definition: Definition) -> list[tuple[Table, Chart | None]]:
    """The tables with their charts."""
    return [(table, chart_of(table, definition.rows.get(table.code))) for table in results.tables]


def chart_of(table: Table, row: Question | None) -> Chart | None:
    """The bars of a question; None for what has none. ``row`` says what a scale means."""
    if not table.lines or table.kind == Kind.DATE:
        return None
    meanings = {}
    if row and row.kind == Kind.SCALE:
        meanings = {str(row.scale_from): row.scale_low, str(row.scale_to): row.scale_high}
    bars = [(_label(line.label, meanings.get(line.label, "")), line.number) for line in table.lines]
    return bar_chart(bars, of=table.asked)


def _label(label: str, meaning: str) -> str:
    return f"{label}（{meaning}）" if meaning else label or _("No answer")
