"""Results as tables of numbers: all of them for the office, protected ones for everybody."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import Count

from cms.surveys.choices import Kind
from cms.surveys.definitions import Definition
from cms.surveys.flow import Asked, spoken_of
from cms.surveys.models import Answer, Response
from cms.surveys.suppression import SMALLEST, hide_each, hide_parts

WRITTEN = (Kind.SHORT_TEXT, Kind.LONG_TEXT)
NO_ANSWER = ""


@dataclass(frozen=True)
class Line:
    """``number`` is None where it is hidden; ``label`` is empty for "no answer"."""

    label: str
    number: int | None


@dataclass(frozen=True)
class Table:
    """One question. ``asked``: how many it was shown to, ``answered``: how many answered; None
    where it is not known or hidden."""

    code: str
    text: str
    kind: str
    lines: list[Line] = field(default_factory=list)
    asked: int | None = None
    answered: int | None = None
    average: float | None = None
    is_hidden: bool = False

    @property
    def is_written(self) -> bool:
        return self.kind in WRITTEN


@dataclass(frozen=True)
class Results:
    """``number`` of people whose answers were sent; None where they are too few to tell."""

    number: int | None
    tables: list[Table]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Results":
        tables = [
            Table(**{**table, "lines": [Line(**line) for line in table["lines"]]})
            for table in stored["tables"]
        ]
        return cls(stored["number"], tables)


def count_answers(definition: Definition) -> Results:
    """Every number, in three queries, however many questions and answers there are."""
    sent = Response.objects.finished().filter(survey=definition.survey)
    total = sent.count()
    answers = Answer.objects.filter(response__is_finished=True, question__survey=definition.survey)
    answered = _by_code(
        definition,
        answers.values_list("question_id").annotate(people=Count("response", distinct=True)),
    )
    counted = answers.exclude(question__kind__in=WRITTEN)
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    codes = definition.code_of
    grouped = counted.values_list("question_id", "option_id", "value").annotate(people=Count("pk"))
    for question, option, value, people in grouped:
        numbers[codes[question]][str(option) if option else value] += people
    tables: dict[str, Table] = {}
    for question in definition.questions:
        asked = _asked(question, definition, tables, total, numbers)
        people = answered.get(question.code, 0)
        tables[question.code] = _table(question, numbers[question.code], asked, people)
    return Results(total, list(tables.values()))


def _by_code(definition: Definition, rows: Any) -> dict[str, int]:
    codes = definition.code_of
    return {codes[question]: people for question, people in rows}


def _asked(
    question: Asked,
    definition: Definition,
    tables: Mapping[str, Table],
    total: int,
    numbers: Mapping[str, Counter[str]],
) -> int | None:
    """How many a question was shown to; None where several answers of one person may show it."""
    if not question.shown_if:
        return total
    parent = next(other for other in definition.questions if other.code == question.shown_if)
    if parent.kind == Kind.MULTIPLE and len(question.one_of) > 1:
        return None
    keys = [key for key, label in parent.choices if label in question.one_of]
    return sum(numbers[parent.code][key] for key in keys)


def _table(question: Asked, numbers: Counter[str], asked: int | None, people: int) -> Table:
    lines = [Line(label, numbers[key]) for key, label in question.choices]
    if question.choices and asked is not None and (asked > people or not question.required):
        lines.append(Line(NO_ANSWER, asked - people))
    if question.kind == Kind.DATE:
        lines = [Line(value, numbers[value]) for value in sorted(numbers)]
    average = _average(numbers) if question.kind in (Kind.NUMBER, Kind.SCALE) else None
    text = spoken_of(question.text)
    return Table(question.code, text, question.kind, lines, asked, people, average)


def _average(numbers: Counter[str]) -> float | None:
    people = numbers.total()
    return sum(int(value) * times for value, times in numbers.items()) / people if people else None


def protected(results: Results, definition: Definition) -> Results:
    """What everybody may see: nothing written, nothing of few, nothing that could be computed.

    A question that depends on an answer tells how many gave that answer: it is shown only where
    the number of that answer is shown.
    """
    if results.number is None or results.number < SMALLEST:
        return Results(None, [])
    shown: dict[str, Table] = {}
    for question, table in zip(definition.questions, results.tables, strict=True):
        if table.is_written or table.kind == Kind.DATE:
            continue
        hides = table.asked is None or table.asked < SMALLEST or _tells_a_parent(question, shown)
        shown[question.code] = _hidden(table) if hides else _protected(table)
    return Results(results.number, list(shown.values()))


def _tells_a_parent(question: Asked, shown: Mapping[str, Table]) -> bool:
    if not question.shown_if:
        return False
    parent = shown.get(question.shown_if)
    if parent is None or parent.is_hidden:
        return True
    return any(line.number is None for line in parent.lines if line.label in question.one_of)


def _hidden(table: Table) -> Table:
    return Table(table.code, table.text, table.kind, is_hidden=True)


def _protected(table: Table) -> Table:
    asked, answered = table.asked or 0, table.answered or 0
    if table.kind == Kind.NUMBER:
        few = answered < SMALLEST or 0 < asked - answered < SMALLEST
        if few:
            return _hidden(table)
        return Table(
            table.code,
            table.text,
            table.kind,
            asked=asked,
            answered=answered,
            average=table.average,
        )
    cells = [line.number or 0 for line in table.lines]
    hidden = hide_each(cells, asked) if table.kind == Kind.MULTIPLE else hide_parts(cells)
    lines = [Line(line.label, n) for line, n in zip(table.lines, hidden, strict=True)]
    return Table(table.code, table.text, table.kind, lines, asked)
