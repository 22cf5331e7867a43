"""Answers from JSON and back: what files, forms and the command write down.

``{"area": {"prefecture": "13", "code": "132012", "flags": ["welfare_office"]},
"family_status": ["divorced"], "children": [{"stage": "es1", "disability": []}],
"income_self": {"revenue": [1500000, 2000000]}, "tax": "unknown"}``. A number is one whole number
or ``[low, high]`` (``high`` may be null). ``"unknown"`` is わからない, ``"declined"`` 答えたくない.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from measures.eligibility.ages import STAGES
from measures.eligibility.answers import Answers, Child, Income, Place, Silence, Told, Value
from measures.eligibility.bands import Band, Days
from measures.eligibility.disability import LEVELS
from measures.eligibility.errors import Fault, UnreadableError
from measures.eligibility.fields import day, whole, word, words
from measures.eligibility.vocabulary import PLACE_FLAGS, QUESTIONS, Kind, Question

MOST_CHILDREN = 15
MOST_YEN = 10**12
_yen = whole(0, MOST_YEN)
_flags = words(PLACE_FLAGS)
_levels = words(LEVELS)
_day = day()


def answers(told: Any, place: str = "answers") -> Answers:
    """Read answers; raises UnreadableError with every fault and its place."""
    if not isinstance(told, Mapping):
        raise UnreadableError.at(place, "答えは「質問の記号: 答え」の組にしてください。")
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for key, value in told.items():
        try:
            values[key] = read_answer(key, value, f"{place}.{key}")
        except UnreadableError as unreadable:
            faults.extend(unreadable.faults)
    if faults:
        raise UnreadableError(faults)
    return Answers(values)


def read_answer(key: str, value: Any, place: str) -> Value:
    question = QUESTIONS.get(key)
    if question is None:
        raise UnreadableError.at(place, f"質問「{key}」はありません。")
    if value in ("unknown", "declined"):
        return Silence(value)
    return READERS[question.kind](question, value, place)


def _single(question: Question, value: Any, place: str) -> Told:
    return frozenset({word(question.options).read(value, place)})


def _multi(question: Question, value: Any, place: str) -> Told:
    return frozenset(words(question.options).read(value, place))


def _area(question: Question, value: Any, place: str) -> Told:
    entry = _mapping(value, {"prefecture", "code", "flags"}, place)
    code = entry.get("code", "")
    prefecture = entry.get("prefecture", code[:2] if isinstance(code, str) else "")
    if not _digits(prefecture, 2) or not 1 <= int(prefecture) <= 47:
        raise UnreadableError.at(
            f"{place}.prefecture", "都道府県は「01」から「47」で入れてください。"
        )
    if code and not (_digits(code, 6) and code.startswith(prefecture)):
        raise UnreadableError.at(f"{place}.code", "その都道府県の6けたのコードで入れてください。")
    return Place(prefecture, code, frozenset(_flags.read(entry.get("flags", []), f"{place}.flags")))


def _children(question: Question, value: Any, place: str) -> Told:
    if not isinstance(value, list) or len(value) > MOST_CHILDREN:
        raise UnreadableError.at(place, f"お子さんは{MOST_CHILDREN}人までの並びにしてください。")
    return tuple(_child(item, f"{place}[{index}]") for index, item in enumerate(value))


def _child(value: Any, place: str) -> Child:
    entry = _mapping(value, {"born", "age", "stage", "disability"}, place)
    if len({"born", "age", "stage"} & entry.keys()) != 1:
        raise UnreadableError.at(place, "生年月日、年齢、学年のどれかにしてください。")
    levels = entry.get("disability")
    disability = None if levels is None else _levels.read(levels, f"{place}.disability")
    return Child(
        born=_day.read(entry["born"], f"{place}.born") if "born" in entry else None,
        age=whole(0, 59).read(entry["age"], f"{place}.age") if "age" in entry else None,
        stage=word(STAGES).read(entry["stage"], f"{place}.stage") if "stage" in entry else None,
        disability=None if disability is None else frozenset(disability),
    )


def _income(question: Question, value: Any, place: str) -> Told:
    if value == "none" and question.key == "income_kin":
        return Income.nobody()
    entry = _mapping(value, {"revenue", "net"}, place)
    if len(entry) != 1:
        raise UnreadableError.at(
            place, "年収（revenue）か所得（net）のどちらかひとつを入れてください。"
        )
    kind, amount = next(iter(entry.items()))
    return Income(**{kind: _band(amount, f"{place}.{kind}")})


def _number(question: Question, value: Any, place: str) -> Told:
    band = _band(value, place)
    lowest, highest = question.bounds.low, question.bounds.high
    inside = Band(max(band.low, lowest), _lower(band.high, highest))
    if inside.high is not None and inside.low > inside.high:
        raise UnreadableError.at(place, f"{lowest}から{highest}までの数を入れてください。")
    return inside


def _lower(one: int | None, other: int | None) -> int | None:
    known = [number for number in (one, other) if number is not None]
    return min(known, default=None)


def _days(question: Question, value: Any, place: str) -> Told:
    ends = value if isinstance(value, list) else [value, value]
    if len(ends) != 2:
        raise UnreadableError.at(place, "日付ひとつか、はじめとおわりにしてください。")
    first, last = (_day.read(end, f"{place}[{index}]") for index, end in enumerate(ends))
    if first > last:
        raise UnreadableError.at(place, "おわりの日付が、はじめの日付より前です。")
    return Days(first, last)


def _band(value: Any, place: str) -> Band:
    if not isinstance(value, list):
        return Band.exactly(_yen.read(value, place))
    if len(value) != 2:
        raise UnreadableError.at(place, "数ひとつか、「下」と「上」のふたつにしてください。")
    low = _yen.read(value[0], f"{place}[0]")
    high = None if value[1] is None else _yen.read(value[1], f"{place}[1]")
    if high is not None and low > high:
        raise UnreadableError.at(place, "上の数が、下の数より小さくなっています。")
    return Band(low, high)


def _mapping(value: Any, allowed: set[str], place: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not set(value) <= allowed:
        names = "、".join(sorted(allowed))
        raise UnreadableError.at(place, f"{names} の組にしてください。")
    return value


def _digits(text: Any, length: int) -> bool:
    return isinstance(text, str) and len(text) == length and text.isascii() and text.isdigit()


READERS: dict[Kind, Callable[[Question, Any, str], Told]] = {
    Kind.SINGLE: _single,
    Kind.MULTI: _multi,
    Kind.AREA: _area,
    Kind.CHILDREN: _children,
    Kind.INCOME: _income,
    Kind.NUMBER: _number,
    Kind.DAY: _days,
}


def to_json(household: Answers) -> dict[str, Any]:
    """The JSON form that ``answers`` reads back to equal answers."""
    return {key: _written(QUESTIONS[key], value) for key, value in household.items()}


def _written(question: Question, value: Value) -> Any:
    if isinstance(value, Silence):
        return value.value
    if isinstance(value, frozenset):
        return min(value) if question.kind is Kind.SINGLE else sorted(value)
    if isinstance(value, tuple):
        return [_child_json(child) for child in value]
    return _plain(value)


def _plain(value: Band | Days | Income | Place) -> Any:
    if isinstance(value, Band):
        return value.low if value.low == value.high else [value.low, value.high]
    if isinstance(value, Days):
        ends = [value.first.isoformat(), value.last.isoformat()]
        return ends[0] if ends[0] == ends[1] else ends
    if isinstance(value, Place):
        return {"prefecture": value.prefecture, "code": value.code, "flags": sorted(value.flags)}
    bands = {"revenue": value.revenue, "net": value.net}
    return {kind: _plain(band) for kind, band in bands.items() if band} or "none"


def _child_json(child: Child) -> dict[str, Any]:
    written: dict[str, Any] = {
        "born": child.born.isoformat() if isinstance(child.born, date) else None,
        "age": child.age,
        "stage": child.stage,
        "disability": None if child.disability is None else sorted(child.disability),
    }
    return {key: value for key, value in written.items() if value is not None}
