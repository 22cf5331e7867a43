"""From the fields of one posted screen to answers, or to what to say about them."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.areas.choices import AreaKind
from cms.areas.finding import find_areas
from cms.areas.models import Area
from measures.answering.words import MAN
from measures.eligibility.ages import STAGES
from measures.eligibility.disability import LEVELS
from measures.eligibility.errors import UnreadableError
from measures.eligibility.reading import MOST_CHILDREN, read_answer
from measures.eligibility.vocabulary import QUESTIONS, Kind

NOTHING = "nothing"  # 「どれもない」
UNTOLD = "untold"
AGE = "age-"  # 「age-3」: a child known by age instead of school year
MOST_JSON = 120
MOST_YEN = 10**10
BARE_MAN = 10_000  # 「250」 is 250万円: nobody earns 250 yen a year
_AMOUNT = re.compile(r"^(?:(\d{1,6}(?:\.\d{1,4})?)万)?(\d{0,10})円?$")


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
        "special_ward": area.kind == AreaKind.SPECIAL_WARD,
        "town": area.kind in (AreaKind.TOWN, AreaKind.VILLAGE),
    }
    return {
        "prefecture": area.code6[:2],
        "code": area.code6,
        "flags": [name for name, holds in flags.items() if holds],
    }


def read_yen(text: str) -> int | None:
    """「250」「250万」「2,500,000円」「２５０万５０００」→ yen; None when it is no amount."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[\s,、]", "", plain)
    match = _AMOUNT.match(plain) if plain.isascii() or set("万円") & set(plain) else None
    if match is None or not (match[1] or match[2]):
        return None
    ones = int(match[2] or 0)
    if match[1] is None and 0 < ones < BARE_MAN:
        return ones * MAN
    return min(round(float(match[1] or 0) * MAN) + ones, MOST_YEN)


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
    typed = data.get(f"{key}-amount", "").strip()[:30]
    if not typed:
        return _banded(key, data, posted, on)
    amount = read_yen(typed)
    if amount is None:
        posted.errors[key] = _("Write the amount in figures, for example 2000000 or 200万.")
        return None
    kind = "net" if data.get(f"{key}-kind") == "net" else "revenue"
    posted.told[key] = {kind: amount}
    return None


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
    stage = data.get(f"children-{number}-stage", "")
    age = stage.removeprefix(AGE) if stage.startswith(AGE) else ""
    level = data.get(f"children-{number}-disability", "")
    if stage not in STAGES and not (age.isascii() and age.isdigit() and int(age[:3]) < 60):
        return None
    child: dict[str, Any] = {"stage": stage} if stage in STAGES else {"age": int(age[:3])}
    if level == NOTHING:
        child["disability"] = []
    elif level in LEVELS:
        child["disability"] = [level]
    return child


READERS: Mapping[Kind, Any] = {
    Kind.SINGLE: _single,
    Kind.MULTI: _multi,
    Kind.AREA: _area,
    Kind.CHILDREN: _children,
    Kind.INCOME: _income,
    Kind.NUMBER: _banded,
    Kind.DAY: _banded,
}
