"""From what a visitor typed to areas: postcode, code, name, reading, Latin letters, address.

At most three queries, whatever is typed and however many areas there are; never an exception.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cms.areas.choices import KeyKind, MatchKind
from cms.areas.codes import to_code6
from cms.areas.models import Area, AreaKey, PostalCode
from cms.areas.spelling import search_key
from cms.japanese.normalise import clean, digits
from cms.japanese.romaji import romaji_key

LIMIT = 50
TYPED_LENGTH = 100
MOST_SUCCESSIONS = 5  # so that areas entered as each other's successors end
SHORTEST_BEGINNING = 2  # 津 and 港 are cities, but 津波 and 港湾 do not name them
_POSTCODE = re.compile(r"^〒?\s*([0-9]{3})\s*-?\s*([0-9]{4})(?![0-9])\s*")
_POSTCODE_BEGINNING = re.compile(r"^〒?\s*([0-9]{3})\s*-?\s*([0-9]{0,3})$")
_SEPARATORS = re.compile(r"[\s,、・/()「」]+")
_LATIN = re.compile(r"^[a-z0-9 ,.'/()\-]+$")
_ENGLISH_KINDS = re.compile(r"\b(city|town|village|ward|prefecture|pref|japan)\b\.?")
_KEY_MATCHES = {
    KeyKind.NAME: MatchKind.NAME,
    KeyKind.KANA: MatchKind.KANA,
    KeyKind.ROMAJI: MatchKind.ROMAJI,
    KeyKind.FORMER: MatchKind.FORMER,
}
_CHAIN = ("area__parent__parent", "area__successor__parent__parent")


@dataclass(frozen=True)
class AreaMatches:
    """``query``: the cleaned text. ``areas``: by code, at most ``LIMIT``, their chains loaded.

    ``whole``: the text was nothing but the place: 八王子市, not 八王子市元本郷町 or はちお.
    """

    query: str
    kind: MatchKind
    areas: tuple[Area, ...] = ()
    whole: bool = False

    @property
    def only(self) -> Area | None:
        """The area, when there is no choice to make."""
        return self.areas[0] if len(self.areas) == 1 else None


def find_areas(text: str, *, on: date) -> AreaMatches:
    """Areas of the day ``on`` that ``text`` may mean: the whole name first, then its beginning."""
    query = clean(text, TYPED_LENGTH)
    return _by_number(query, on) or _by_name(query, query, on) or AreaMatches(query, MatchKind.NONE)


def find_named_areas(texts: Iterable[str], *, on: date) -> dict[str, AreaMatches]:
    """As ``find_areas``, for those of ``texts`` that are nothing but a place (``whole``).

    One query for all that have no number in them.
    """
    asked = {text: clean(text, TYPED_LENGTH) for text in texts}
    spellings = {text: _spellings(query) for text, query in asked.items()}
    found = _rows_by_key({each for some in spellings.values() for each in some})
    matches = {
        text: _by_number(query, on) or _whole(query, spellings[text], found, on)
        for text, query in asked.items()
    }
    return {text: match for text, match in matches.items() if match and match.whole}


def answering_chain(area: Area) -> tuple[Area, ...]:
    """Who may answer for a place, nearest first: ward, municipality, prefecture.

    An abolished area answers as its successor. The nation stands behind the last one.
    """
    for _step in range(MOST_SUCCESSIONS):
        if area.successor is None or area.valid_to is None:
            break
        area = area.successor
    return tuple(area.chain())


def _by_number(query: str, on: date) -> AreaMatches | None:
    number = digits(unicodedata.normalize("NFKC", query))
    if postcode := _POSTCODE.match(number):
        return _by_postcode(query, "".join(postcode.groups()), number[postcode.end() :], on)
    if code6 := to_code6(number):
        found = Area.objects.with_successors().filter(code6=code6)
        if areas := _today(found, on):
            kind = MatchKind.CODE if areas[0].code6 == code6 else MatchKind.FORMER
            return AreaMatches(query, kind, areas, whole=True)
    if beginning := _POSTCODE_BEGINNING.match(number):
        return _by_postcode_beginning(query, "".join(beginning.groups()))
    return None


def _by_postcode(query: str, code: str, rest: str, on: date) -> AreaMatches:
    """A postcode; several towns that share it are narrowed by the address behind it."""
    rows = PostalCode.objects.areas_of(code).select_related(*_CHAIN)
    areas = _today((row.area for row in rows), on)
    written = _by_name(query, rest, on) if rest and len(areas) != 1 else None
    if written and not areas:
        return written
    if written:
        areas = tuple(area for area in areas if area in written.areas) or areas
    kind = MatchKind.POSTAL if areas else MatchKind.NONE
    return AreaMatches(query, kind, areas, whole=bool(areas) and not rest)


def _by_postcode_beginning(query: str, beginning: str) -> AreaMatches:
    ids = PostalCode.objects.starting_with(beginning).values("area_id")
    areas = tuple(Area.objects.with_chain().filter(pk__in=ids).order_by("code6")[:LIMIT])
    return AreaMatches(query, MatchKind.POSTAL if areas else MatchKind.NONE, areas)


def _by_name(query: str, text: str, on: date) -> AreaMatches | None:
    """``query`` is reported back, ``text`` is the part of it that may name a place."""
    spellings = _spellings(text)
    if not spellings:
        return None
    beginnings = _beginnings(spellings[0])
    found = _rows_by_key(beginnings.union(spellings))
    return (
        _whole(query, spellings, found, on)
        or _beginning_with(query, spellings[0], on)
        or _longest(query, spellings[0], found, on)
    )


def _whole(
    query: str, spellings: list[str], found: dict[str, list[AreaKey]], on: date
) -> AreaMatches | None:
    """The first spelling that is somebody's name."""
    matches = (_match(query, found.get(each, []), on, whole=True) for each in spellings)
    return next(filter(None, matches), None)


def _spellings(text: str) -> list[str]:
    """Keys that the whole text may be, best first; 府中市（東京都） is also 東京都府中市."""
    plain = unicodedata.normalize("NFKC", text).lower()
    latin = "".join(char for char in unicodedata.normalize("NFKD", plain) if char.isascii())
    is_latin = bool(_LATIN.match(latin)) and not any(_is_japanese(char) for char in plain)
    if is_latin:
        plain = _ENGLISH_KINDS.sub(" ", latin)
    parts = [part for part in _SEPARATORS.split(plain) if part]
    key = romaji_key if is_latin else search_key
    orders = ["".join(parts), "".join(reversed(parts)), *(parts if is_latin else ())]
    return [spelling for spelling in dict.fromkeys(key(order) for order in orders) if spelling]


def _is_japanese(char: str) -> bool:
    return char >= "\u3000"


def _beginnings(spelling: str) -> set[str]:
    return {spelling[:end] for end in range(SHORTEST_BEGINNING, len(spelling))}


def _rows_by_key(keys: Iterable[str]) -> dict[str, list[AreaKey]]:
    found: dict[str, list[AreaKey]] = {}
    rows = AreaKey.objects.filter(key__in=keys)
    for row in rows.select_related(*_CHAIN):
        found.setdefault(row.key, []).append(row)
    return found


def _match(query: str, rows: list[AreaKey], on: date, *, whole: bool) -> AreaMatches | None:
    """Areas that carry the name today; only when there is none, those that took it over."""
    living = [row for row in rows if row.kind != KeyKind.FORMER and row.area.is_current(on)]
    if living:
        areas = _today((row.area for row in living), on)
        kinds = {KeyKind(row.kind) for row in living}
        kind = next(_KEY_MATCHES[kind] for kind in _KEY_MATCHES if kind in kinds)
        return AreaMatches(query, kind, areas, whole)
    areas = _today((row.area for row in rows), on)
    return AreaMatches(query, MatchKind.FORMER, areas, whole) if areas else None


def _beginning_with(query: str, spelling: str, on: date) -> AreaMatches | None:
    """はちお, 東京都八王: areas whose name goes on."""
    keys = AreaKey.objects.filter(key__startswith=spelling).exclude(kind=KeyKind.FORMER)
    areas = tuple(
        Area.objects.current(on).filter(pk__in=keys.values("area_id")).with_chain()[:LIMIT]
    )
    if not areas:
        return None
    kind = MatchKind.KANA if re.fullmatch("[ぁ-ゖー]+", spelling) else MatchKind.NAME
    return AreaMatches(query, MatchKind.ROMAJI if spelling.isascii() else kind, areas)


def _longest(
    query: str, spelling: str, found: dict[str, list[AreaKey]], on: date
) -> AreaMatches | None:
    """東京都八王子市元本郷町3-24-1: the longest name the text begins with."""
    for end in range(len(spelling) - 1, SHORTEST_BEGINNING - 1, -1):
        if match := _match(query, found.get(spelling[:end], []), on, whole=False):
            return match
    return None


def _successor_on(area: Area, on: date) -> Area | None:
    """The area itself or the one that took its place by ``on``, if there is one."""
    current: Area | None = area
    for _step in range(MOST_SUCCESSIONS):
        if current is None or current.is_current(on):
            return current
        current = current.successor
    return None


def _today(areas: Iterable[Area], on: date) -> tuple[Area, ...]:
    """Each area, or what took its place by ``on``; once each, by code, at most ``LIMIT``."""
    living: dict[str, Area] = {}
    for area in areas:
        current = _successor_on(area, on)
        if current is not None:
            living[current.code6] = current
    return tuple(living[code6] for code6 in sorted(living)[:LIMIT])
