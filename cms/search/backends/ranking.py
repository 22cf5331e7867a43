"""How hits are ordered: one plan for every database, compiled by each in its own language.

A plan is a list of arms. Every arm is one pass over the index that adds to the score of the
entries it matches; the database sums them. Entries that hold every word come first whatever
their score.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from cms.search.backends.indexing import TITLE_BEGINS, TITLE_ENDS
from cms.search.queries import Alternative, Group, ParsedQuery
from cms.search.thesaurus import Terms

# Bonus points on a scale where one rare word is worth about 5.
PHRASE = 1.0
PHRASE_IN_TITLE = 2.0
TITLE_STARTS = 1.0
WHOLE_TITLE = 3.0
TITLE_WEIGHT = 4.0  # one occurrence in a title against one in the body


@dataclass(frozen=True, slots=True)
class Arm:
    """Entries whose ``columns`` satisfy every group, each worth ``bonus``.

    ``complete`` marks entries that hold all words. ``by_frequency``: one group is enough, and the
    database scores each hit by how rare its words are.
    """

    columns: tuple[str, ...]
    groups: tuple[Group, ...]
    bonus: float = 0.0
    complete: bool = False
    by_frequency: bool = False


def plan(query: ParsedQuery, *, columns: tuple[str, ...]) -> list[Arm]:
    """Arms of a query; none when there is nothing to look for."""
    if not query.groups:
        return []
    arms = [
        Arm(columns, query.groups, by_frequency=True),
        Arm(columns, query.groups, complete=True),
    ]
    if query.phrases:
        arms.append(Arm(columns, (_phrases(query.phrases),), PHRASE))
    if "title" in columns:
        arms += _title_arms(query)
    return arms


def _title_arms(query: ParsedQuery) -> Iterable[Arm]:
    named = dict.fromkeys((*query.phrases, *_names(query.groups)))
    if query.phrases:
        yield Arm(("title",), (_phrases(query.phrases),), PHRASE_IN_TITLE)
    if named:
        starts = _phrases((TITLE_BEGINS, *name) for name in named)
        whole = _phrases((TITLE_BEGINS, *name, TITLE_ENDS) for name in named)
        yield Arm(("title",), (starts,), TITLE_STARTS)
        yield Arm(("title",), (whole,), WHOLE_TITLE)


def _names(groups: Iterable[Group]) -> Iterable[Terms]:
    """Expressions that may be the name of a thing by themselves: 母子手当 means 児童扶養手当."""
    for group in groups:
        for alternative in group:
            if not alternative.prefix and len(alternative.phrases) == 1:
                yield alternative.phrases[0]


def _phrases(phrases: Iterable[Terms]) -> Group:
    return tuple(Alternative((phrase,)) for phrase in phrases)


@dataclass(frozen=True, slots=True)
class Hit:
    """``complete``: every word the visitor asked for was found."""

    complete: bool
    score: float

    def __add__(self, other: Self) -> Self:
        return replace(
            self, complete=self.complete and other.complete, score=self.score + other.score
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """Objects by id, best first, or (``excluded``) everything but them."""

    hits: Mapping[str, Hit]
    excluded: bool = False

    def __and__(self, other: Self) -> Self:
        if self.excluded and other.excluded:
            return replace(self, hits={**self.hits, **other.hits})
        if self.excluded:
            return other & self
        if other.excluded:
            return replace(self, hits={k: v for k, v in self.hits.items() if k not in other.hits})
        both = {k: v + other.hits[k] for k, v in self.hits.items() if k in other.hits}
        return replace(self, hits=_best_first(both))

    def __or__(self, other: Self) -> Self:
        if self.excluded or other.excluded:
            return ~(~self & ~other)
        either = dict(self.hits)
        for key, hit in other.hits.items():
            either[key] = either[key] + hit if key in either else hit
        return replace(self, hits=_best_first(either))

    def __invert__(self) -> Self:
        return replace(self, excluded=not self.excluded)

    def boosted(self, factor: float) -> Self:
        return replace(
            self, hits={k: replace(v, score=v.score * factor) for k, v in self.hits.items()}
        )


EVERYTHING = Selection({}, excluded=True)


def _best_first(hits: Mapping[str, Hit]) -> dict[str, Hit]:
    return dict(sorted(hits.items(), key=lambda each: (-each[1].complete, -each[1].score)))
