"""What the finder reads: rules, dated numbers, words of questions and where measures run."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from cms.areas.models import Area
from cms.core.languages import default_language
from cms.core.querysets import Reader
from measures.choices import Scope
from measures.eligibility.errors import UnreadableError
from measures.eligibility.evaluate import Implementation
from measures.eligibility.parameters import DatedTable
from measures.eligibility.rule import Rule, read_rule
from measures.implementations import answers_for
from measures.models import FinderQuestion, MeasurePage, ParameterValue
from measures.querysets import MeasureQuerySet

logger = logging.getLogger(__name__)
_read: dict[str, Rule] = {}  # by digest: a rule is parsed once a process, whoever asks


@dataclass(frozen=True)
class QuestionWords:
    """What a visitor reads for one question. ``bands``: ``{"label", "answer"}`` for numbers."""

    key: str
    text: str
    easy_text: str = ""
    why_we_ask: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    bands: tuple[Mapping[str, Any], ...] = ()
    sensitivity: str = "normal"


def current_rules(*, on: date) -> dict[str, Rule]:
    """Rules of the measures published on a day, by slug: one query when all are known, else two.

    A rule that cannot be read is left out and logged; the editing screen never lets one pass.
    """
    digests = dict(_with_rules(on).values_list("slug", "rule_digest"))
    fresh = set(digests.values()) - _read.keys()
    if fresh:
        _parse(_with_rules(on).filter(rule_digest__in=fresh))
    return {slug: _read[name] for slug, name in digests.items() if name in _read}


def _with_rules(on: date) -> MeasureQuerySet:
    """Published measures with a rule, in the Japanese that editors keep.

    Also restricted ones, because rules refer to each other; cards come from ``measures_by_slug``.
    """
    pages = MeasurePage.objects.in_language(default_language()).filter(live=True)
    until = Q(expire_at__isnull=True) | Q(expire_at__date__gte=on)
    return pages.filter(until).exclude(rule_digest="").order_by("number", "slug")


def _parse(pages: QuerySet[MeasurePage]) -> None:
    for name, stored in pages.values_list("rule_digest", "rule_json"):
        try:
            _read[name] = read_rule(stored)
        except UnreadableError as unreadable:
            logger.error("A published rule cannot be read: %s", unreadable)


def rule_parameters(*, on: date | None = None) -> DatedTable:
    """Dated numbers by key in one query: all of them, or those that have begun on a day."""
    values = ParameterValue.objects.order_by("valid_from")
    if on is not None:
        values = values.filter(valid_from__lte=on)
    table: dict[str, list[tuple[date, Any]]] = {}
    for key, first, value in values.values_list("parameter__key", "valid_from", "value"):
        table.setdefault(key, []).append((first, value))
    return DatedTable(table)


def implementations_for(area: Area | None, *, on: date) -> dict[str, Implementation]:
    """Where every measure with a rule stands in a place.

    Without a place, national entitlements run and nothing is known of the others.
    """
    measures = list(_with_rules(on).defer_streamfields())
    if area is None:
        national = (page for page in measures if page.scope == Scope.NATIONAL)
        return {page.slug: Implementation.IMPLEMENTED for page in national}
    answers = answers_for(measures, area, on=on)
    return {page.slug: Implementation(answers[page.pk].status.value) for page in measures}


def questions() -> list[QuestionWords]:
    """Words of the questions in the order of the editors, in one query."""
    return [_words(question) for question in FinderQuestion.objects.all()]


def _words(question: FinderQuestion) -> QuestionWords:
    return QuestionWords(
        key=question.key,
        text=question.text,
        easy_text=question.easy_text,
        why_we_ask=question.why_we_ask,
        options=question.option_words,
        bands=tuple(question.bands),
        sensitivity=question.sensitivity,
    )


def measures_by_slug(reader: Reader, language: str | None = None) -> dict[str, MeasurePage]:
    """Measures that ``reader`` may open, in ``language`` or untranslated, by slug."""
    shown = MeasurePage.objects.visible_to(reader).shown_in(language or default_language())
    return {page.slug: page for page in shown.select_related("locale")}
