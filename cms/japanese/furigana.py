"""Readings for the kanji of a text: what an editor says, numbers, then the analyser."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from cms.japanese.analyser import Morpheme, morphemes
from cms.japanese.counters import counted
from cms.japanese.okurigana import HAS_KANJI, Part, readings_of_kanji
from cms.japanese.readings import Readings
from cms.japanese.written_readings import Bare, parts_with

_BETTER: Final = {"よい", "いい", "良い", "多い", "早い", "安い", "高い", "便利", "よけれ"}
_WEEKDAYS: Final = {"月": "げつ", "火": "か", "水": "すい", "木": "もく", "金": "きん", "土": "ど"}
_LISTING: Final = {"・", "〜", "～", "、"}
_DIGITS: Final = re.compile(r"[0-9０-９,，.．]+")


class Ruby(NamedTuple):
    """Kanji from ``start`` to ``end``; ``until`` is behind a reading that was written there."""

    start: int
    end: int
    reading: str
    until: int


def furigana(text: str, readings: Readings) -> list[Ruby]:
    """Everything in ``text`` that gets a reading, in order and apart.

    Only kanji get one, and a number that is read together with its counter. Kanji that nobody
    can read stay without. What the author wrote in brackets counts before everything else.
    """
    if not HAS_KANJI.search(text):
        return []
    bare = Bare.of(text)
    words = list(morphemes(bare.text))
    parts = _parts(bare.text, words, readings)
    lengths = {}
    for note in bare.notes:
        written = parts_with(note, parts, words)
        if written is not None:
            parts, lengths[note.end] = written, note.length
    return [
        Ruby(bare.source_start(start), last, reading, last + lengths.get(end, 0))
        for start, end, reading in sorted(parts)
        for last in [bare.source_end(end)]
    ]


def _parts(text: str, words: Sequence[Morpheme], readings: Readings) -> list[Part]:
    edges = frozenset(word.start for word in words)
    parts: list[Part] = []
    taken: set[int] = set()
    for start, end, found in _in_order_of_trust(text, words, readings, edges):
        if not taken.isdisjoint(range(start, end)):
            start, found = _behind_the_taken(text, start, end, taken)
        taken.update(range(start, end))
        parts += found
    return parts


def _behind_the_taken(
    text: str, start: int, end: int, taken: set[int]
) -> tuple[int, Sequence[Part]]:
    """What is left of a word whose beginning has its reading already: 2人|暮らし."""
    start = max(position for position in range(start, end) if position in taken) + 1
    return start, _alone(text, start, end)


def _alone(text: str, start: int, end: int) -> Sequence[Part]:
    """The readings of a part of ``text`` without what stands around it."""
    return [
        part
        for word in morphemes(text[start:end])
        for part in _moved(start + word.start, readings_of_kanji(word.surface, word.reading))
    ]


def _in_order_of_trust(
    text: str, words: Sequence[Morpheme], readings: Readings, edges: frozenset[int]
) -> Iterator[tuple[int, int, Sequence[Part]]]:
    """(start, end) of a word and its parts; what comes first counts where two overlap."""
    for start, known, reading in readings.find(text, edges):
        yield start, start + len(known), _moved(start, readings_of_kanji(known, reading))
    for part in counted(text):
        yield part[0], part[1], [part]
    for number, word in enumerate(words):
        if not HAS_KANJI.search(word.surface):
            continue
        if digits := _DIGITS.match(word.surface):  # 180万, spelt out digit by digit
            yield word.start, word.end, _alone(text, word.start + digits.end(), word.end)
        else:
            reading = _in_context(words, number)
            found = readings_of_kanji(word.surface, reading)
            yield word.start, word.end, _moved(word.start, found)


def _moved(start: int, parts: Sequence[Part]) -> list[Part]:
    return [(start + first, start + end, reading) for first, end, reading in parts]


def _in_context(words: Sequence[Morpheme], number: int) -> str:
    """The reading of a word that is read differently among others."""
    word = words[number]
    before = words[number - 1].surface if number else ""
    after = words[number + 1].surface if number + 1 < len(words) else ""
    if word.surface == "方" and word.kind == "名詞":  # 受けている方 かた, した方がよい ほう
        follows = [each.surface for each in words[number + 1 : number + 3]]
        compares = len(follows) == 2 and follows[0] == "が" and follows[1] in _BETTER
        return "ほう" if compares else "かた"
    if word.surface == "行っ" and before == "を":  # 支援を行っています
        return "おこなっ"
    if word.surface == "何" and after in ("を", "が", "も", "に", "か", "から"):
        return "なに"
    if word.surface == "他" and before != "その":
        return "ほか"
    if word.surface in _WEEKDAYS and _is_weekday(words, number):
        return _WEEKDAYS[word.surface]
    if word.surface == "月" and before != "何":  # a month with its number is read by ``counted``
        return "つき"
    return word.reading


def _is_weekday(words: Sequence[Morpheme], number: int) -> bool:
    """4月5日（月）, （月・水） and 月〜金, but not 全部支給（月）, an amount for each month."""

    def at(place: int) -> str:
        return words[place].surface if 0 <= place < len(words) else ""

    listed = any(
        at(number + step) in _LISTING and at(number + 2 * step) in _WEEKDAYS for step in (-1, 1)
    )
    return listed or (at(number - 1) in {"（", "("} and at(number - 2).endswith("日"))
