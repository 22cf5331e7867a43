"""A questionnaire from the database as the rules of ``flow`` know it, and stored answers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cms.areas.models import Area
from cms.surveys.choices import Kind
from cms.surveys.flow import Asked
from cms.surveys.models import Question, Response, Survey

LISTED = (Kind.SINGLE, Kind.MULTIPLE)  # answers are rows of QuestionOption


@dataclass(frozen=True)
class Definition:
    """``rows``: code → the question as it is stored."""

    survey: Survey
    questions: list[Asked]
    rows: dict[str, Question]

    @property
    def code_of(self) -> dict[int, str]:
        """Number of a question → its code."""
        return {row.pk: code for code, row in self.rows.items()}


def load_definition(survey: Survey) -> Definition:
    """Two queries, and one more where a prefecture is asked for."""
    rows = list(survey.questions.prefetch_related("options").order_by("sort_order", "pk"))
    return Definition(survey, asked_of(rows), {row.code: row for row in rows})


def asked_of(rows: Iterable[Question]) -> list[Asked]:
    """Stored or just edited questions in the order they are asked."""
    known = list(rows)
    prefectures: tuple[tuple[str, str], ...] = ()
    if any(row.kind == Kind.PREFECTURE for row in known):
        prefectures = tuple(Area.objects.prefectures().values_list("code6", "name"))
    return [_asked(row, prefectures) for row in known]


def _asked(row: Question, prefectures: tuple[tuple[str, str], ...]) -> Asked:
    return Asked(
        code=row.code,
        text=row.text,
        help_text=row.help_text,
        kind=row.kind,
        required=row.is_required,
        choices=prefectures if row.kind == Kind.PREFECTURE else _choices(row),
        shown_if=row.shown_if,
        one_of=frozenset(filter(None, map(str.strip, row.shown_if_answers.splitlines()))),
        starts_page=row.starts_page,
    )


def _choices(row: Question) -> tuple[tuple[str, str], ...]:
    if row.kind in LISTED:
        return tuple((str(option.pk), option.label) for option in row.options.all())
    if row.kind == Kind.SCALE:
        return tuple((str(n), str(n)) for n in range(row.scale_from, row.scale_to + 1))
    return ()


def stored_answers(response: Response | None, definition: Definition) -> dict[str, tuple[str, ...]]:
    """Code → what was chosen or written so far; one query."""
    if response is None:
        return {}
    codes = definition.code_of
    found: dict[str, list[str]] = defaultdict(list)
    rows = response.answers.values_list("question_id", "option_id", "value")
    for question, option, value in rows:
        found[codes[question]].append(str(option) if option else value)
    return {code: tuple(sorted(values)) for code, values in found.items()}
