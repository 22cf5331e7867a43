"""The dictionary of readings that pages are shown with, at most a minute old."""

from collections import defaultdict
from functools import lru_cache

from cms.areas.models import Area
from cms.core.frame import kept
from cms.japanese.readings import Pair, Readings
from cms.readability.models import PlainTerm, Reading

Version = tuple[object, ...]


def current_readings() -> Readings:
    """Names of places, terms, then what editors keep; the same object until something changes."""
    return _readings(kept("readings", _version))


def _version() -> Version:
    return (Area.objects.count(), *PlainTerm.objects.version(), *Reading.objects.version())


@lru_cache(maxsize=2)
def _readings(version: Version) -> Readings:
    return Readings([*_places(), *PlainTerm.objects.pairs(), *Reading.objects.pairs()])


def _places() -> list[Pair]:
    """Names that are read in one way wherever they are; 美郷町 is みさとちょう and みさとまち."""
    spoken: dict[str, set[str]] = defaultdict(set)
    for name, kana in Area.objects.values_list("name", "kana"):
        spoken[name].add(kana)
    return [(name, kana.pop()) for name, kana in spoken.items() if len(kana) == 1]
