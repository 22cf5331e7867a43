"""The fields of a sheet, ready to print: what was chosen and typed comes from the sheet itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from measures.answering.children_words import COARSE
from measures.answering.fields import Choice, level_choices, stage_choices
from measures.answering.posted import NOTHING
from measures.answering.sheet import BANDED, SILENCES
from measures.answering.words import SCREEN_TITLES, Words, words_of
from measures.eligibility.reading import MOST_CHILDREN
from measures.eligibility.vocabulary import QUESTIONS, Kind
from measures.rules import QuestionWords

SPARE_ROWS = 2  # children that can be added before the sheet is saved
UNASKED = "聞かれていない"
NO_BAND = "選ばない（聞かれていない、または下に書く）"
HINTS = {
    Kind.INCOME: "または、はっきりした額。例：200万、300万〜450万",
    Kind.NUMBER: "または、はっきりした数。例：2、300万",
    Kind.DAY: "または、日付。例：2026-05-10",
}


@dataclass(frozen=True)
class SheetChild:
    """One row of children; ``exact`` is a typed age or birthday."""

    number: int
    stages: list[Choice]
    exact: str
    levels: list[Choice]


@dataclass(frozen=True)
class SheetField:
    """One question. ``kind`` is single, multi, banded, income, area or children.

    ``silences`` are the words instead of an answer where the answer is not a choice itself.
    """

    key: str
    kind: str
    text: str
    error: str = ""
    choices: list[Choice] = field(default_factory=list)
    silences: list[Choice] = field(default_factory=list)
    typed: str = ""
    hint: str = ""
    shown: str = ""
    was: str = ""
    net: bool = False
    rows: list[SheetChild] = field(default_factory=list)


@dataclass(frozen=True)
class SheetScreen:
    """Questions that visitors see together."""

    title: str
    fields: list[SheetField]

    @property
    def is_wrong(self) -> bool:
        return any(field.error for field in self.fields)


def sheet_screens(
    data: QueryDict,
    errors: Mapping[str, str],
    areas: list[Choice],
    written: Mapping[str, QuestionWords],
) -> list[SheetScreen]:
    """``areas``: places of one name to choose from, when the typed one was ambiguous."""
    screens: dict[str, list[SheetField]] = {}
    for key, question in QUESTIONS.items():
        made = _field(words_of(key, written), data, errors.get(key, ""), areas)
        screens.setdefault(question.screen, []).append(made)
    return [SheetScreen(str(SCREEN_TITLES[name]), fields) for name, fields in screens.items()]


def _field(words: Words, data: QueryDict, error: str, areas: list[Choice]) -> SheetField:
    key, kind = words.key, words.question.kind
    if kind is Kind.AREA:
        return _area(words, data, error, areas)
    if kind is Kind.CHILDREN:
        word = data.get(key, "")
        silences = _choices({"": "下の表のとおり", NOTHING: "いない", **SILENCES}, [word])
        return SheetField(key, "children", words.text, error, silences=silences, rows=_rows(data))
    if kind is Kind.MULTI:
        options = {**words.options, NOTHING: "どれもない", **SILENCES}
        choices = _choices(options, data.getlist(key))
        return SheetField(key, "multi", words.text, error, choices)
    if kind in BANDED:
        return _banded(words, data, error)
    options = {"": UNASKED, **words.options, **SILENCES}
    return SheetField(key, "single", words.text, error, _choices(options, [data.get(key, "")]))


def _banded(words: Words, data: QueryDict, error: str) -> SheetField:
    key, kind = words.key, words.question.kind
    options = {"": NO_BAND, **{json.dumps(b.answer): str(b.label) for b in words.bands}}
    options |= {json.dumps(silence): label for silence, label in SILENCES.items()}
    return SheetField(
        key,
        "income" if kind is Kind.INCOME else "banded",
        words.text,
        error,
        _choices(options, [data.get(key, "")]),
        typed=data.get(f"{key}-amount", ""),
        hint=HINTS[kind],
        net=data.get(f"{key}-kind") == "net",
    )


def _area(words: Words, data: QueryDict, error: str, areas: list[Choice]) -> SheetField:
    silences = _choices({"": "書いた場所", **SILENCES}, [data.get("area-silence", "")])
    return SheetField(
        words.key,
        "area",
        words.text,
        error,
        areas,
        silences,
        typed=data.get("area", ""),
        shown=data.get("area-shown", ""),
        was=data.get("area-was", ""),
    )


def _rows(data: QueryDict) -> list[SheetChild]:
    """Rows up to the last one with words, and a few to fill in."""
    names = ("stage", "exact", "disability")
    filled = [
        number
        for number in range(MOST_CHILDREN)
        if any(data.get(f"children-{number}-{name}") for name in names)
    ]
    last = min(max(filled, default=-1) + 1 + SPARE_ROWS, MOST_CHILDREN)
    return [_row(number, data) for number in range(last)]


def _row(number: int, data: QueryDict) -> SheetChild:
    def typed(name: str) -> str:
        return data.get(f"children-{number}-{name}", "")

    stage = typed("stage")
    held = {"stage": stage} if stage in COARSE else {}  # 「小学生」 is offered where it stands
    return SheetChild(
        number,
        stage_choices(stage, held),
        typed("exact"),
        level_choices(typed("disability")),
    )


def _choices(options: Mapping[str, str], chosen: list[str]) -> list[Choice]:
    return [Choice(value, label, value in chosen) for value, label in options.items()]
