"""Places in a query: 八王子 養育費 asks for a town and for a topic."""

from dataclasses import dataclass
from datetime import date

from cms.areas.choices import MatchKind
from cms.areas.finding import AreaMatches, find_named_areas
from cms.areas.models import Area
from cms.japanese.analyser import is_kana
from cms.search.analysis import may_name_a_place

MOST_PLACES = 5  # that are offered: 府中市 is two
MOST_WORDS = 3  # that are looked up one by one


@dataclass(frozen=True, slots=True)
class PlacesAndTopic:
    """``topic``: the query without its place; ``local``: with the place by its name."""

    areas: tuple[Area, ...] = ()
    topic: str = ""
    local: str = ""

    @property
    def is_only_a_place(self) -> bool:
        """府中市 alone: pages with some other 市 are no answer."""
        return bool(self.areas) and len(self.topic.split()) == len(self.local.split())


def split_place(text: str, *, on: date) -> PlacesAndTopic:
    """Find the places a query names. Without one, ``topic`` and ``local`` are the query itself."""
    words = text.split()
    tried = [text, *(words[:MOST_WORDS] if len(words) > 1 else ())]
    named = find_named_areas(filter(_may_be_a_place, tried), on=on)
    if found := named.get(text):
        return PlacesAndTopic(found.areas[:MOST_PLACES], text, _written(found, text))
    for position, word in enumerate(tried[1:]):
        if found := named.get(word):
            rest = [*words[:position], *words[position + 1 :]]
            local = " ".join([_written(found, word), *rest])
            return PlacesAndTopic(found.areas[:MOST_PLACES], " ".join(rest), local)
    return PlacesAndTopic((), text, text)


def _may_be_a_place(text: str) -> bool:
    return may_name_a_place(text) or is_kana(text)


def _written(found: AreaMatches, typed: str) -> str:
    """A place found by its reading, postcode or old name is searched by the name it has today."""
    return typed if found.kind == MatchKind.NAME or not found.only else found.only.name
