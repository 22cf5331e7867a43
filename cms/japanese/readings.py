"""Readings that come before the analyser's: what we ship, names of places, what editors keep."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from cms.japanese.okurigana import HAS_KANJI, LONGEST

_SHIPPED: Final = Path(__file__).with_name("data") / "readings.tsv"
Pair = tuple[str, str]  # word, reading in hiragana


class Readings:
    """A dictionary of words and their readings; of two for one word the last one counts."""

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        self._readings = {
            word: reading
            for word, reading in (*shipped(), *pairs)
            if HAS_KANJI.search(word) and reading and len(word) <= LONGEST
        }
        self._lengths: dict[str, list[int]] = {}
        for word in self._readings:
            lengths = self._lengths.setdefault(word[0], [])
            if len(word) not in lengths:
                lengths.append(len(word))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def words(self) -> frozenset[str]:
        return frozenset(self._readings)

    def find(self, text: str, edges: frozenset[int]) -> Iterator[tuple[int, str, str]]:
        """Where words of the dictionary begin in ``text``, the word, its reading; longest first.

        ``edges`` are the places between words. A dictionary word begins and ends at one, or
        beside something that is no kanji: 津市 is not found in 中津市場.
        """
        position = 0
        while position < len(text):
            word = self._word_at(text, position, edges) if text[position] in self._lengths else ""
            if word:
                yield position, word, self._readings[word]
            position += len(word) or 1

    def _word_at(self, text: str, start: int, edges: frozenset[int]) -> str:
        if not _is_edge(text, start, edges):
            return ""
        for length in self._lengths[text[start]]:
            word = text[start : start + length]
            if word in self._readings and _is_edge(text, start + length, edges):
                return word
        return ""


def _is_edge(text: str, position: int, edges: frozenset[int]) -> bool:
    if position in edges or position in (0, len(text)):
        return True
    both = text[position - 1 : position + 1]
    return not all(HAS_KANJI.match(character) for character in both)


@cache
def shipped() -> tuple[Pair, ...]:
    lines = _SHIPPED.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((word, reading) for word, reading in rows)
