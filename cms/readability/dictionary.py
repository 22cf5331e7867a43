"""The dictionary of readings that pages are shown with, at most a minute old."""

from collections import defaultdict
from functools import lru_cache
from hashlib import sha256

from cms.areas.models import Area
from cms.core.frame import kept
from cms.japanese.readings import Pair, Readings
from cms.readability.models import PlainTerm, Reading

Version = tuple[object, ...]


def current_readings() -> Readings:
    """Names of places, terms, then what editors keep; the same object until something changes."""
    return _readings(kept("readings", _version))


def _version() -> Version:
    return (_places_digest(), *PlainTerm.objects.version(), *Reading.objects.version())


def _places_digest() -> str:
    """Another one as soon as a place comes, goes or is renamed; places note no day of a change."""
    names = Area.objects.order_by("code6", "pk").values_list("name", "kana")
    return sha256(repr(list(names)).encode()).hexdigest()


@lru_cache(maxsize=2)
def _readings(version: Version) -> Readings:
    return Readings([*_places(), *PlainTerm.objects.pairs(), *Reading.objects.pairs()])


def _places() -> list[Pair]:
    """Names that are read in one way wherever they are; 美郷町 is みさとちょう and みさとまち."""
    spoken: dict[str, set[str]] = defaultdict(set)
    for name, kana in Area.objects.values_list("name", "kana"):
        spoken[name].add(kana)
    return [(name, kana.pop()) for name, kana in spoken.items() if len(kana) == 1]
