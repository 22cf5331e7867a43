"""All questions on one sheet, as editors fill it in for an example or an invented household.

Fields and words are the visitors'. An editor may also leave a question unasked, say that somebody
answered 「わからない」, and name an exact amount, day or birthday. The sheet is a ``QueryDict``:
``write_sheet`` makes one of stored answers, ``read_sheet`` makes answers of one that was posted.
"""

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from cms.areas.models import Area
from measures.answering.fields import child_key, levels_key
from measures.answering.posted import LEVEL_SEPARATOR, NOTHING, READERS, YEN, Posted
from measures.answering.typed import read_age_or_birth, write_amounts, write_days
from measures.answering.words import Words, words_of
from measures.eligibility.ages import STAGES
from measures.eligibility.answers import Silence
from measures.eligibility.disability import LEVELS
from measures.eligibility.errors import UnreadableError
from measures.eligibility.reading import MOST_CHILDREN, read_answer
from measures.eligibility.vocabulary import QUESTIONS, Kind, Question
from measures.rules import QuestionWords

SILENCES = {Silence.UNKNOWN.value: "わからない", Silence.DECLINED.value: "答えたくない"}
BANDED = (Kind.INCOME, Kind.NUMBER, Kind.DAY)
BOTH = "答えと「わからない」などの両方が入っています。どちらか一つにしてください。"
MORE = "「どれもない」「わからない」「答えたくない」は、ほかの答えといっしょに選べません。"
TWICE = "幅とはっきりした数の両方が入っています。どちらか一つにしてください。"
STRANGE = "選択肢にない答えです。選び直してください。"
CHILD = "お子さん{number}：年齢か生年月日を「3歳」「2020-04-01」のように書いてください。"
NO_CHILD = "お子さん{number}：学年、年齢、生年月日のどれか一つを入れてください。"


def read_sheet(data: QueryDict, *, on: date) -> Posted:
    """Answers of every question that was filled in; what is left blank was not asked."""
    posted = Posted()
    for key, question in QUESTIONS.items():
        _read(question, data, posted, on)
        if key in posted.errors:
            posted.told.pop(key, None)
    return posted


def _read(question: Question, data: QueryDict, posted: Posted, on: date) -> None:
    key, kind = question.key, question.kind
    if kind is Kind.AREA:
        _read_area(data, posted, on)
        return
    if kind is Kind.CHILDREN:
        _read_children(data, posted, on)
        return
    values = [value for value in data.getlist(key) if value]
    if kind is Kind.MULTI and _is_silence(values, posted, question):
        return
    if kind in BANDED and values and data.get(f"{key}-amount", "").strip():
        posted.errors[key] = TWICE
        return
    READERS[kind](key, data, posted, on)
    if values and key not in posted.told:
        posted.errors.setdefault(key, STRANGE)


def _is_silence(values: list[str], posted: Posted, question: Question) -> bool:
    """Whether boxes were ticked that are no options, or no options of this question."""
    key, others = question.key, {NOTHING, *SILENCES}
    if set(values) - question.options.keys() - others:
        posted.errors[key] = STRANGE
    elif others & set(values) and len(set(values)) > 1:
        posted.errors[key] = MORE
    elif SILENCES.keys() & set(values):
        posted.told[key] = values[0]
    else:
        return False
    return True


def _read_area(data: QueryDict, posted: Posted, on: date) -> None:
    """A place that nobody touched stays as it is stored, even if it has been merged away since."""
    silence, typed = data.get("area-silence", ""), data.get("area", "").strip()
    if silence in SILENCES:
        posted.told["area"] = silence
        if typed:
            posted.errors["area"] = BOTH
    elif typed and typed == data.get("area-shown", "") and (stored := _stored(data)):
        posted.told["area"] = stored
    else:
        READERS[Kind.AREA]("area", data, posted, on)


def _stored(data: QueryDict) -> Any:
    try:
        stored = json.loads(data.get("area-was", "")[:300])
        read_answer("area", stored, "area")
    except (ValueError, RecursionError, UnreadableError):
        return None
    return stored


def _read_children(data: QueryDict, posted: Posted, on: date) -> None:
    """``children`` says none, or わからない; else the rows count."""
    word = data.get("children", "")
    rows = data.copy()
    filled = [number for number in range(MOST_CHILDREN) if _read_child(rows, number, posted)]
    if word == NOTHING or word in SILENCES:
        posted.told["children"] = [] if word == NOTHING else word
        if filled:
            posted.errors["children"] = BOTH
    else:
        rows["children"] = ""
        READERS[Kind.CHILDREN]("children", rows, posted, on)


def _read_child(rows: QueryDict, number: int, posted: Posted) -> bool:
    """Whether the row says something; what was typed of a child becomes the row's choice."""
    row = f"children-{number}"
    stage, exact = rows.get(f"{row}-stage", ""), rows.get(f"{row}-exact", "").strip()
    level = rows.get(f"{row}-disability", "")
    if not (stage or exact or level):
        return False
    known = read_age_or_birth(exact) if exact else {"stage": stage}
    if bool(stage) == bool(exact):
        posted.errors["children"] = NO_CHILD.format(number=number + 1)
    elif known is None:
        posted.errors["children"] = CHILD.format(number=number + 1)
    elif not _is_known(stage, STAGES) or not _is_known(level, (NOTHING, *LEVELS)):
        posted.errors["children"] = STRANGE
    else:
        rows[f"{row}-stage"] = child_key(known)
    return True


def _is_known(word: str, words: Collection[str]) -> bool:
    return not word or all(part in words for part in word.split(LEVEL_SEPARATOR))


def write_sheet(
    told: Mapping[str, Any], written: Mapping[str, QuestionWords], area: Area | None
) -> QueryDict:
    """The sheet that ``read_sheet`` reads back to ``told``. ``area``: the place of it, if known."""
    data = QueryDict(mutable=True)
    for key, value in told.items():
        if key in QUESTIONS:
            _write(words_of(key, written), value, data, area)
    return data


def _write(words: Words, value: Any, data: QueryDict, area: Area | None) -> None:
    key, kind = words.key, words.question.kind
    if kind is Kind.AREA:
        _write_area(value, data, area)
    elif kind is Kind.CHILDREN:
        _write_children(value, data)
    elif kind is Kind.MULTI:
        data.setlist(key, [value] if isinstance(value, str) else (value or [NOTHING]))
    elif kind is Kind.SINGLE:
        data[key] = value
    else:
        _write_banded(words, value, data)


def _write_area(value: Any, data: QueryDict, area: Area | None) -> None:
    if isinstance(value, str):
        data["area-silence"] = value
        return
    shown = area.full_name if area else value.get("code") or value.get("prefecture", "")
    data["area"] = data["area-shown"] = shown
    data["area-was"] = json.dumps(value)


def _write_children(value: Any, data: QueryDict) -> None:
    if isinstance(value, str) or not value:
        data["children"] = value or NOTHING
        return
    for number, child in enumerate(value):
        row = f"children-{number}"
        data[f"{row}-stage"] = child.get("stage", "")
        age = f"{child['age']}歳" if "age" in child else ""
        data[f"{row}-exact"] = age or child.get("born", "")
        data[f"{row}-disability"] = levels_key(child) if "disability" in child else ""


def _write_banded(words: Words, value: Any, data: QueryDict) -> None:
    """A band as its choice; any other number, span or day as it would be typed."""
    key, kind = words.key, words.question.kind
    if value in list(SILENCES) or any(band.answer == value for band in words.bands):
        data[key] = json.dumps(value)
    elif kind is Kind.DAY:
        data[f"{key}-amount"] = write_days(value)
    elif kind is Kind.NUMBER:
        data[f"{key}-amount"] = write_amounts(value, "円" if key in YEN else "")
    elif isinstance(value, dict):
        name, amount = next(iter(value.items()))
        data[f"{key}-kind"] = name
        data[f"{key}-amount"] = write_amounts(amount, "円")
    else:
        data[key] = json.dumps(value)
