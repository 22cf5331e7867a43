"""One answer in words: for lists of answers, the conversation, the memo and the admin."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.areas.models import Area
from measures.answering.fields import child_label
from measures.answering.words import Words, level_labels
from measures.eligibility.vocabulary import Kind
from measures.parameters import amount_text


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
    unit = "円" if words.question.kind is Kind.INCOME else ""
    if isinstance(exact, list):
        ends = [amount_text(end, unit) for end in exact if isinstance(end, int)]
        return "–".join(ends) or _("Chosen")
    return amount_text(exact, unit) if isinstance(exact, int) else str(exact)


def _child_text(child: Mapping[str, Any]) -> str:
    levels = level_labels()
    named = [levels[level] for level in child.get("disability") or []]
    words = child_label(child)
    return (
        _("%(child)s (%(level)s)") % {"child": words, "level": _listed(named)} if named else words
    )


def _listed(items: Iterable[str]) -> str:
    return _(", ").join(items)
