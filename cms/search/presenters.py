"""What the templates of the result page read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.areas.models import Area
from cms.search.asking import Question
from cms.search.searching import Group, SearchOutcome
from cms.search.sources import SearchSource

EXAMPLES = ("児童扶養手当", "家賃", "病院代", "養育費", "資格を取りたい", "子どもを預けたい")


@dataclass(frozen=True, slots=True)
class Filter:
    """A link that narrows the results; ``count`` is what it would show."""

    label: str
    count: int
    address: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    group: Group
    address: str  # of all its results
    more: int  # results that the overview leaves out


def result_context(
    question: Question,
    outcome: SearchOutcome | None,
    *,
    sources: Sequence[SearchSource],
    prefectures: Sequence[Area],
) -> dict[str, Any]:
    context = {
        "question": question,
        "outcome": outcome,
        "prefectures": prefectures,
        "examples": [(word, Question(typed=word).address()) for word in EXAMPLES],
    }
    if outcome is None:
        return context
    return {
        **context,
        "filters": _filters(question, outcome, sources),
        "groups": [_shown(question, group) for group in outcome.groups if group.items],
        "pagination": question.address().removeprefix("?") + "&",
        "instead": Question(typed=outcome.instead).address() if outcome.instead else "",
        "everywhere": question.address(section="", prefecture=""),
    }


def _filters(
    question: Question, outcome: SearchOutcome, sources: Sequence[SearchSource]
) -> list[Filter]:
    counts = {group.key: group.count for group in outcome.groups}
    everything = Filter(_("All"), outcome.total, question.address(section=""), not question.section)
    narrower = [
        Filter(
            label=str(source.label),
            count=counts.get(source.key, 0),
            address=question.address(section=source.key),
            is_current=question.section == source.key,
        )
        for source in sources
        if source.key in counts or question.section == source.key
    ]
    return [everything, *narrower]


def _shown(question: Question, group: Group) -> ShownGroup:
    more = 0 if question.section else group.count - len(group.items)
    return ShownGroup(group, question.address(section=group.key), more)
