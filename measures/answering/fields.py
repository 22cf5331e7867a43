"""Fields of a question screen, ready to print: what is chosen, typed and wrong is in them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from cms.areas.models import Area
from measures.answering.children_words import level_labels, stage_label, stage_labels
from measures.answering.posted import AGE, BORN, LEVEL_SEPARATOR, NOTHING, UNTOLD, Posted
from measures.answering.words import Words
from measures.eligibility.reading import MOST_CHILDREN
from measures.eligibility.vocabulary import Kind

ROWS = 2  # children a form begins with


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool = False
    lang: str = ""


@dataclass(frozen=True)
class ChildRow:
    number: int
    stages: list[Choice]
    levels: list[Choice]


@dataclass(frozen=True)
class Field:
    """``kind`` names the template below measures/finder/fields/; ``lang``: if not the page's."""

    key: str
    kind: str
    text: str
    why: str
    error: str = ""
    choices: list[Choice] = field(default_factory=list)
    typed: str = ""
    net: bool = False
    rows: list[ChildRow] = field(default_factory=list)
    more_rows: int = 0
    none: bool = False
    lang: str = ""


def make_field(
    words: Words, told: Mapping[str, Any], data: QueryDict, posted: Posted, area: Area | None
) -> Field:
    """The field of one question with the answer of before, or with what was just posted."""
    makers = {
        Kind.SINGLE: _single,
        Kind.MULTI: _multi,
        Kind.CHILDREN: _children,
        Kind.INCOME: _income,
    }
    kind, key = words.question.kind, words.key
    answer = posted.told.get(key, told.get(key))
    if kind is Kind.AREA:
        parts = _area(area, data, posted)
    else:
        parts = makers.get(kind, _banded)(words, answer, data)
    names = {Kind.SINGLE: "single", Kind.MULTI: "multi", Kind.INCOME: "income"}
    names |= {Kind.AREA: "area", Kind.CHILDREN: "children"}
    error = posted.errors.get(key, "")
    return Field(
        key, names.get(kind, "single"), words.text, words.why, error, lang=words.lang, **parts
    )


def _single(words: Words, answer: Any, data: QueryDict) -> dict[str, Any]:
    options = [Choice(v, label, v == answer, words.lang) for v, label in words.options.items()]
    return {"choices": [*options, Choice("unknown", _("I do not know"), answer == "unknown")]}


def _multi(words: Words, answer: Any, data: QueryDict) -> dict[str, Any]:
    chosen = answer if isinstance(answer, list) else []
    options = [Choice(v, label, v in chosen, words.lang) for v, label in words.options.items()]
    return {"choices": [*options, Choice(NOTHING, _("None of these"), answer == [])]}


def _banded(words: Words, answer: Any, data: QueryDict) -> dict[str, Any]:
    options = [
        Choice(json.dumps(band.answer), str(band.label), band.answer == answer)
        for band in words.bands
    ]
    return {"choices": options}


def _income(words: Words, answer: Any, data: QueryDict) -> dict[str, Any]:
    parts = _banded(words, answer, data)
    typed = data.get(f"{words.key}-amount", "")[:30]
    exact = answer.get("revenue", answer.get("net")) if isinstance(answer, dict) else None
    is_band = any(choice.chosen for choice in parts["choices"])
    if not typed and isinstance(exact, int) and not is_band:
        typed = str(exact)
    net = data.get(f"{words.key}-kind") == "net" or (isinstance(answer, dict) and "net" in answer)
    return {**parts, "typed": typed, "net": net}


def _area(area: Area | None, data: QueryDict, posted: Posted) -> dict[str, Any]:
    typed = data.get("area", "")[:100] or (area.full_name if area else "")
    return {"typed": typed, "choices": [Choice(a.code6, a.full_name) for a in posted.areas]}


def _children(words: Words, answer: Any, data: QueryDict) -> dict[str, Any]:
    children = answer if isinstance(answer, list) else []
    asked = data.get("rows", "")
    wanted = int(asked[:2]) if asked.isascii() and asked.isdigit() else 0
    number = min(max(ROWS, len(children) + 1, wanted), MOST_CHILDREN)
    rows = [_row(n, children[n] if n < len(children) else {}, data) for n in range(number)]
    more = min(number + ROWS, MOST_CHILDREN)
    return {"rows": rows, "more_rows": more if more > number else 0, "none": answer == []}


def child_label(child: Mapping[str, Any]) -> str:
    """「小学1年生」, or 「3歳」."""
    if "stage" in child:
        return stage_label(child["stage"])
    age = child.get("age")
    return _("%(age)s years old") % {"age": age} if age is not None else str(child.get("born", ""))


def child_key(child: Mapping[str, Any]) -> str:
    """The value of the choice that stands for what is known of a child."""
    if "born" in child:
        return f"{BORN}{child['born']}"
    return child.get("stage") or (f"{AGE}{child['age']}" if "age" in child else "")


def levels_key(child: Mapping[str, Any]) -> str:
    told = child.get("disability")
    return UNTOLD if told is None else (LEVEL_SEPARATOR.join(told) or NOTHING)


def _row(number: int, child: Mapping[str, Any], data: QueryDict) -> ChildRow:
    stage = data.get(f"children-{number}-stage") or child_key(child)
    level = data.get(f"children-{number}-disability") or levels_key(child)
    return ChildRow(number, stage_choices(stage, child), level_choices(level))


def stage_choices(chosen: str, child: Mapping[str, Any]) -> list[Choice]:
    """School years; an age or a birthday that is none of them stands first, so that it stays."""
    stages = [Choice(v, label, v == chosen) for v, label in stage_labels().items()]
    if child and not any(choice.chosen for choice in stages):
        stages.insert(0, Choice(child_key(child), child_label(child), True))
    return stages


def level_choices(chosen: str) -> list[Choice]:
    """Handbooks; several of one child stand last as one choice."""
    labels = level_labels()
    levels = [Choice(NOTHING, _("No disability"), chosen == NOTHING)]
    levels += [Choice(v, label, v == chosen) for v, label in labels.items()]
    several = chosen.split(LEVEL_SEPARATOR)
    if len(several) > 1 and set(several) <= labels.keys():
        levels.append(Choice(chosen, "、".join(labels[level] for level in several), True))
    return levels
