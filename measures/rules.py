"""What the finder reads: rules, dated numbers, words of questions and where measures run."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from cms.areas.models import Area
from cms.core.languages import default_language
from cms.core.querysets import Reader
from measures.choices import Scope
from measures.eligibility.errors import UnreadableError
from measures.eligibility.evaluate import Implementation
from measures.eligibility.parameters import DatedTable
from measures.eligibility.rule import Rule, read_rule
from measures.implementations import Answer, answers_for
from measures.models import FinderQuestion, MeasurePage, ParameterValue
from measures.querysets import MeasureQuerySet

logger = logging.getLogger(__name__)
_read: dict[str, Rule] = {}  # by digest: a rule is parsed once a process, whoever asks


@dataclass(frozen=True)
class QuestionWords:
    """What a visitor reads for one question. ``bands``: ``{"label", "answer"}`` for numbers.

    ``translations``: language code → the same words in that language.
    """

    key: str
    text: str
    why_we_ask: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    bands: tuple[Mapping[str, Any], ...] = ()
    sensitivity: str = "normal"
    translations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


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


@dataclass(frozen=True)
class Running:
    """``statuses`` by slug for the engine; ``answers`` by translation key, none without place."""

    statuses: Mapping[str, Implementation]
    answers: Mapping[UUID, Answer] = field(default_factory=dict)


def running_in(area: Area | None, *, on: date) -> Running:
    """Where every measure with a rule stands in a place, in two queries.

    Without a place, national entitlements run and nothing is known of the others.
    """
    columns = ("pk", "slug", "scope", "translation_key")
    measures = list(_with_rules(on).values_list(*columns, named=True))
    if area is None:
        national = (row for row in measures if row.scope == Scope.NATIONAL)
        return Running({row.slug: Implementation.IMPLEMENTED for row in national})
    answers = answers_for(measures, area, on=on)
    return Running(
        {row.slug: Implementation(answers[row.pk].status.value) for row in measures},
        {row.translation_key: answers[row.pk] for row in measures},
    )


def questions() -> list[QuestionWords]:
    """Public words of the questions in the order of the editors, in one query."""
    return [_words(question) for question in FinderQuestion.objects.filter(live=True)]


def _words(question: FinderQuestion) -> QuestionWords:
    return QuestionWords(
        key=question.key,
        text=question.text,
        why_we_ask=question.why_we_ask,
        options=question.option_words,
        bands=tuple(question.bands),
        sensitivity=question.sensitivity,
        translations=question.words_by_language,
    )


def measures_by_slug(reader: Reader, language: str | None = None) -> dict[str, MeasurePage]:
    """Measures that ``reader`` may open, in ``language`` or untranslated, by slug."""
    shown = MeasurePage.objects.visible_to(reader).shown_in(language or default_language())
    return {page.slug: page for page in shown.select_related("locale")}
