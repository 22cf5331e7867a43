"""From the fields of one posted screen to answers, or to what to say about them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.areas.choices import AreaKind
from cms.areas.finding import find_areas
from cms.areas.models import Area
from measures.answering.typed import (
    MOST_CHARACTERS,
    read_amounts,
    read_days,
    read_number,
    read_yen,
)
from measures.eligibility.ages import STAGES
from measures.eligibility.disability import LEVELS
from measures.eligibility.errors import UnreadableError
from measures.eligibility.reading import MOST_CHILDREN, read_answer
from measures.eligibility.vocabulary import QUESTIONS, Kind

NOTHING = "nothing"  # 「どれもない」
UNTOLD = "untold"
AGE = "age-"  # 「age-3」: a child known by age instead of school year
LEVEL_SEPARATOR = "+"  # two handbooks of one child
OLDEST_CHILD = 59  # years
MOST_JSON = 120
YEN = frozenset({"child_support_received", "savings"})  # numbers that are amounts of yen
BORN = "born-"  # 「born-2020-04-01」: a child whose birthday is known


@dataclass
class Posted:
    """``told``: answers as JSON. ``errors``: question → message. ``areas``: to choose from."""

    told: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    areas: tuple[Area, ...] = ()


def read_screen(keys: tuple[str, ...], data: QueryDict, *, on: date) -> Posted:
    """What was answered of ``keys``; a question left blank beside an answered one is わからない."""
    posted = Posted()
    for key in keys:
        READERS[QUESTIONS[key].kind](key, data, posted, on)
    if not posted.told and not posted.errors:
        posted.errors[keys[0]] = _("Choose an answer, or press “I do not know”.")
    elif not posted.errors:
        for key in keys:
            posted.told.setdefault(key, "unknown")
    return posted


def place_json(area: Area) -> dict[str, Any]:
    """The answer 「住んでいる市区町村」 for an area."""
    chain = area.chain()
    if area.kind == AreaKind.PREFECTURE:
        return {"prefecture": area.code6[:2]}
    flags = {
        "welfare_office": any(a.has_welfare_office for a in chain[:-1]),
        "designated_city": any(a.designated for a in chain),
        "core_city": area.is_core_city,
        "special_ward": area.kind == AreaKind.SPECIAL_WARD,
        "town": area.kind in (AreaKind.TOWN, AreaKind.VILLAGE),
    }
    return {
        "prefecture": area.code6[:2],
        "code": area.code6,
        "flags": [name for name, holds in flags.items() if holds],
    }


def _single(key: str, data: QueryDict, posted: Posted, on: date) -> None:
    value = data.get(key, "")
    if value in QUESTIONS[key].options or value in ("unknown", "declined"):
        posted.told[key] = value


def _multi(key: str, data: QueryDict, posted: Posted, on: date) -> None:
    chosen = [value for value in data.getlist(key) if value in QUESTIONS[key].options]
    if chosen:
        posted.told[key] = list(dict.fromkeys(chosen))
    elif NOTHING in data.getlist(key):
        posted.told[key] = []


def _banded(key: str, data: QueryDict, posted: Posted, on: date) -> None:
    """The answer of a band stands in the value itself: editors may change bands meanwhile."""
    try:
        answer = json.loads(data.get(key, "")[:MOST_JSON])
        read_answer(key, answer, key)
    except (ValueError, TypeError, RecursionError, UnreadableError):
        return
    posted.told[key] = answer


def _income(key: str, data: QueryDict, posted: Posted, on: date) -> None:
    """A band, or the amount itself; what was typed wins."""
    typed = _typed(key, data)
    if not typed:
        return _banded(key, data, posted, on)
    amount = read_amounts(typed, read_yen)
    kind = "net" if data.get(f"{key}-kind") == "net" else "revenue"
    message = _("Write the amount in figures, for example 2000000 or 200万.")
    _keep(key, None if amount is None else {kind: amount}, message, posted)
    return None


def _number(key: str, data: QueryDict, posted: Posted, on: date) -> None:
    typed = _typed(key, data)
    if not typed:
        return _banded(key, data, posted, on)
    amount = read_amounts(typed, read_yen if key in YEN else read_number)
    _keep(key, amount, _("Write a number, for example 2."), posted)
    return None


def _day(key: str, data: QueryDict, posted: Posted, on: date) -> None:
    typed = _typed(key, data)
    if not typed:
        return _banded(key, data, posted, on)
    message = _("Write the day like 2026-04-01.")
    _keep(key, read_days(typed), message, posted)
    return None


def _typed(key: str, data: QueryDict) -> str:
    return data.get(f"{key}-amount", "").strip()[:MOST_CHARACTERS]


def _keep(key: str, answer: Any, message: str, posted: Posted) -> None:
    """``answer`` when the engine can read it, else ``message``, or what the engine says."""
    if answer is None:
        posted.errors[key] = message
        return
    try:
        read_answer(key, answer, key)
    except UnreadableError as unreadable:
        posted.errors[key] = "".join(fault.message for fault in unreadable.faults)
    else:
        posted.told[key] = answer


def _area(key: str, data: QueryDict, posted: Posted, on: date) -> None:
    """A code chosen from several places of one name, else what was typed."""
    typed = (data.get("area-code") or data.get("area") or "").strip()[:100]
    if not typed:
        return
    matches = find_areas(typed, on=on)
    if matches.only is not None:
        posted.told[key] = place_json(matches.only)
    elif matches.areas:
        posted.areas = matches.areas
        posted.errors[key] = _("Several places have this name. Choose yours.")
    else:
        posted.errors[key] = _(
            "We cannot find this place. Write the postcode, or the name of the city, ward, town "
            "or village."
        )


def _children(key: str, data: QueryDict, posted: Posted, on: date) -> None:
    """Rows of school year and disability; rows without a year are left out."""
    if data.get("children") == NOTHING:
        posted.told[key] = []
        return
    rows = [_child(data, number) for number in range(MOST_CHILDREN)]
    children = [row for row in rows if row]
    if children:
        posted.told[key] = children


def _child(data: QueryDict, number: int) -> dict[str, Any] | None:
    child = _known(data.get(f"children-{number}-stage", ""))
    level = data.get(f"children-{number}-disability", "")
    levels = level.split(LEVEL_SEPARATOR)
    if child is None:
        return None
    if level == NOTHING:
        child["disability"] = []
    elif set(levels) <= LEVELS.keys():
        child["disability"] = list(dict.fromkeys(levels))
    return child


def _known(stage: str) -> dict[str, Any] | None:
    """What the form says of a child: a school year, an age or a birth date."""
    age = stage.removeprefix(AGE) if stage.startswith(AGE) else ""
    if stage in STAGES:
        return {"stage": stage}
    if age.isascii() and age.isdigit() and len(age) <= 2 and int(age) <= OLDEST_CHILD:
        return {"age": int(age)}
    if stage.startswith(BORN):
        try:
            return {"born": date.fromisoformat(stage.removeprefix(BORN)).isoformat()}
        except ValueError:
            return None
    return None


READERS: Mapping[Kind, Any] = {
    Kind.SINGLE: _single,
    Kind.MULTI: _multi,
    Kind.AREA: _area,
    Kind.CHILDREN: _children,
    Kind.INCOME: _income,
    Kind.NUMBER: _number,
    Kind.DAY: _day,
}
