"""One answer in words: for lists of answers, the conversation, the memo and the admin."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.areas.models import Area
from measures.answering.children_words import level_labels
from measures.answering.fields import child_label
from measures.answering.words import Words, words_of
from measures.eligibility.vocabulary import QUESTIONS, Kind
from measures.parameters import amount_text

FIRST_TOLD = ("family_status", "children", "area", "income_self", "work")
MOST_TOLD = 5
IN_YEN = ("child_support_received", "savings")  # numbers that are amounts


def answer_text(words: Words, value: Any, area: Area | None) -> str:
    """「離婚した」「小学1年生、3歳」「わからない」."""
    if value == "unknown":
        return _("I do not know")
    if value == "declined":
        return _("I would rather not say")
    kind = words.question.kind
    if kind is Kind.AREA:
        return area.full_name if area else _("Chosen")
    if kind is Kind.CHILDREN:
        return _listed(map(_child_text, value)) or _("None")
    if kind in (Kind.SINGLE, Kind.MULTI):
        chosen = [value] if isinstance(value, str) else value
        return _listed(words.options.get(word, word) for word in chosen) or _("None of these")
    return _banded(words, value)


def _banded(words: Words, value: Any) -> str:
    for band in words.bands:
        if band.answer == value:
            return str(band.label)
    exact = value.get("revenue", value.get("net")) if isinstance(value, dict) else value
    unit = "円" if words.question.kind is Kind.INCOME or words.key in IN_YEN else ""
    if isinstance(exact, list):
        return _between([amount_text(end, unit) for end in exact if isinstance(end, int)])
    return amount_text(exact, unit) if isinstance(exact, int) else str(exact)


def _between(ends: list[str]) -> str:
    """A band that is none of the choices, as an older code or another language brings it."""
    if len(ends) == 2:
        return _("From %(low)s up to %(high)s") % {"low": ends[0], "high": ends[1]}
    return _("%(low)s or more") % {"low": ends[0]} if ends else _("Chosen")


def _child_text(child: Mapping[str, Any]) -> str:
    levels = level_labels()
    named = [levels[level] for level in child.get("disability") or []]
    words = child_label(child)
    return (
        _("%(child)s (%(level)s)") % {"child": words, "level": _listed(named)} if named else words
    )


def _listed(items: Iterable[str]) -> str:
    return _(", ").join(items)


def household_line(told: Mapping[str, Any]) -> str:
    """「離婚した、小学1年生、年収200万円、ほか2件」: a household in one line for editors."""
    first = {key: place for place, key in enumerate(FIRST_TOLD)}
    keys = sorted((key for key in told if key in QUESTIONS), key=lambda key: first.get(key, 99))
    parts = [_part(key, told[key], words_of(key, {})) for key in keys[:MOST_TOLD]]
    more = len(keys) - MOST_TOLD
    return "、".join([*parts, f"ほか{more}件"] if more > 0 else parts) or "答えなし"


def _part(key: str, value: Any, words: Words) -> str:
    """An answer that can stand alone; others follow the name of their question."""
    title = words.question.title
    if key == "area" and isinstance(value, Mapping):
        return "住所あり"
    if words.question.kind is Kind.INCOME and isinstance(value, Mapping):
        name = "年収" if "revenue" in value else "所得"
        text = _income(next(iter(value.values())))
        return f"{name}{text}" if key == "income_self" else f"{title}：{name}{text}"
    text = answer_text(words, value, None)
    alone = key in FIRST_TOLD and value not in ("unknown", "declined", [])
    return text if alone else f"{title}：{text}"


def _income(value: Any) -> str:
    ends = value if isinstance(value, list) else [value]
    return "〜".join("" if end is None else amount_text(end, "円", in_man=True) for end in ends)
