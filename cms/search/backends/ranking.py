"""How hits are ordered: one plan for every database, compiled by each in its own language.

Entries that hold every word come first. Among them the score decides: how rare the words found
are, where they stand, and points for phrases and titles.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, Self, TypeAlias

from cms.search.backends.indexing import TITLE_BEGINS, TITLE_ENDS
from cms.search.queries import Alternative, Group, ParsedQuery
from cms.search.thesaurus import Terms

# Points on a scale where one rare word is worth about 5.
PHRASE = 1.0
PHRASE_IN_TITLE = 2.0
TITLE_STARTS = 1.0
WHOLE_TITLE = 15.0  # whoever types a name wants the thing of that name
TITLE_WEIGHT = 4.0  # one occurrence in a title against one in the body
COMMON = 1000  # a word that more entries hold tells little
ENOUGH = 10  # with so many hits that hold all words, those that hold some are not looked for


@dataclass(frozen=True, slots=True)
class Bonus:
    """Points for entries whose ``columns`` hold one of these expressions."""

    columns: tuple[str, ...]
    group: Group
    points: float


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look for in which index columns.

    Without ``telling`` every group must be found. With it one of the ``telling`` groups is enough:
    a word that nearly every page holds makes no page a hit, but still counts for its score.
    """

    columns: tuple[str, ...]
    groups: tuple[Group, ...]
    telling: tuple[Group, ...]
    bonuses: tuple[Bonus, ...]


def plan(query: ParsedQuery, *, columns: tuple[str, ...], telling: tuple[Group, ...] = ()) -> Plan:
    return Plan(columns, query.groups, telling, tuple(_bonuses(query, columns)))


def _bonuses(query: ParsedQuery, columns: tuple[str, ...]) -> Iterator[Bonus]:
    if query.phrases:
        yield Bonus(columns, _phrases(query.phrases), PHRASE)
    if "title" not in columns:
        return
    if query.phrases:
        yield Bonus(("title",), _phrases(query.phrases), PHRASE_IN_TITLE)
    if named := dict.fromkeys((*query.phrases, *_names(query.groups))):
        starts = _phrases((TITLE_BEGINS, *name) for name in named)
        whole = _phrases((TITLE_BEGINS, *name, TITLE_ENDS) for name in named)
        yield Bonus(("title",), starts, TITLE_STARTS)
        yield Bonus(("title",), whole, WHOLE_TITLE)


def _names(groups: Iterable[Group]) -> Iterable[Terms]:
    """Expressions that may be the name of a thing by themselves: 母子手当 means 児童扶養手当."""
    for group in groups:
        for alternative in group:
            if len(alternative.phrases) == 1:
                yield alternative.phrases[0]


def _phrases(phrases: Iterable[Terms]) -> Group:
    return tuple(Alternative((phrase,)) for phrase in phrases)


# content type, object id, complete, score
Row: TypeAlias = tuple[int, str, bool, float]


class Hit(NamedTuple):
    """``complete``: every word the visitor asked for was found."""

    complete: bool
    score: float

    def merged(self, other: "Hit") -> "Hit":
        return Hit(self.complete and other.complete, self.score + other.score)


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
        both = {k: v.merged(other.hits[k]) for k, v in self.hits.items() if k in other.hits}
        return replace(self, hits=_best_first(both))

    def __or__(self, other: Self) -> Self:
        if self.excluded or other.excluded:
            return ~(~self & ~other)
        either = dict(self.hits)
        for key, hit in other.hits.items():
            either[key] = either[key].merged(hit) if key in either else hit
        return replace(self, hits=_best_first(either))

    def __invert__(self) -> Self:
        return replace(self, excluded=not self.excluded)

    def boosted(self, factor: float) -> Self:
        return replace(
            self, hits={k: v._replace(score=v.score * factor) for k, v in self.hits.items()}
        )


EVERYTHING = Selection({}, excluded=True)


def _best_first(hits: Mapping[str, Hit]) -> dict[str, Hit]:
    return dict(sorted(hits.items(), key=lambda each: (-each[1].complete, -each[1].score)))
