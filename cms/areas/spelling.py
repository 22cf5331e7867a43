"""The ways an area's name is written and typed, as search keys. Pure functions."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cms.areas.choices import KeyKind
from cms.japanese.normalise import sound
from cms.japanese.romaji import romaji, romaji_key

KEY_LENGTH = 60
# Raise when the rules below change: areas that are already loaded are then keyed again.
VERSION = "1"

_SUFFIX = re.compile("(?<=.)[都府県市区町村]$")
_COUNTY = re.compile("^(.+?郡)(?=.+[町村]$)")
_KANA_SUFFIXES = {
    "都": ("と",),
    "府": ("ふ",),
    "県": ("けん",),
    "市": ("し",),
    "区": ("く",),
    "町": ("ちょう", "まち"),
    "村": ("むら", "そん"),
}


class Key(NamedTuple):
    kind: KeyKind
    text: str


@dataclass(frozen=True)
class Written:
    """A name with its reading; ``kana`` may be empty."""

    name: str
    kana: str = ""

    @property
    def stem(self) -> "Written":
        """Without 都府県市区町村: 八王子, はちおうじ. 北海道 keeps its 道, nobody says 北海."""
        return Written(_SUFFIX.sub("", self.name), self.kana.removesuffix(self.kana_suffix))

    @property
    def kana_suffix(self) -> str:
        suffixes = _KANA_SUFFIXES.get(self.name[-1:], ())
        return next((s for s in suffixes if self.kana.endswith(s) and self.kana != s), "")

    def __add__(self, other: "Written") -> "Written":
        kana = self.kana + other.kana if self.kana and other.kana else ""
        return Written(self.name + other.name, kana)


def split_county(name: str) -> tuple[str, str]:
    """海津郡南濃町 → (海津郡, 南濃町); a name without 郡 → ("", name). 郡山市 has none."""
    match = _COUNTY.match(name)
    return (match.group(1), name[match.end() :]) if match else ("", name)


def search_key(text: str) -> str:
    """What keys and queries in Japanese are compared by."""
    return sound(text)[:KEY_LENGTH]


def latin_name(name: Written) -> str:
    """Hachioji-shi, Tokyo-to, Hokkaido: Hepburn with the suffix set apart."""
    suffix = name.kana_suffix
    stem = romaji(name.stem.kana).capitalize()
    return f"{stem}-{romaji(suffix)}" if suffix else stem


def keys_of(own: Written, county: Written, above: Iterable[Written]) -> set[Key]:
    """Keys of an area: its name in full and short, alone and behind what stands above it.

    ``above`` is ordered from near to far: a ward's city, then the prefecture.
    """
    keys: set[Key] = set()
    for written in _spellings(own, county, tuple(above)):
        keys.update(_keys(written))
    return keys


def former_keys(own: Written, county: Written, prefecture: Written) -> set[Key]:
    """Keys of a name that is no longer used; all of kind FORMER."""
    return {Key(KeyKind.FORMER, key.text) for key in keys_of(own, county, (prefecture,))}


def _spellings(own: Written, county: Written, above: tuple[Written, ...]) -> Iterator[Written]:
    tails = [own, own.stem]
    if county.name:
        tails += [county + own, county + own.stem]
    yield from tails
    for higher in above:
        heads = [higher, higher.stem]
        tails = [head + tail for head in heads for tail in tails]
        yield from tails


def _keys(written: Written) -> Iterator[Key]:
    yield Key(KeyKind.NAME, search_key(written.name))
    if written.kana:
        yield Key(KeyKind.KANA, search_key(written.kana))
        yield Key(KeyKind.ROMAJI, romaji_key(romaji(written.kana))[:KEY_LENGTH])
