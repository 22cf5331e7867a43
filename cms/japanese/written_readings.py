"""Readings that an author wrote behind the word: 金（かね）, 相談(そうだん)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cms.japanese.analyser import Morpheme
from cms.japanese.okurigana import KANJI, Part

_BRACKETS: Final = re.compile(
    f"(?P<word>[0-9０-９]*[{KANJI}]+)[(（](?P<reading>[ぁ-ゖー]{{1,30}})[)）]"
)
_VOICED: Final = str.maketrans(
    "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽっ",
    "かきくけこさしすせそたちつてとはひふへほはひふへほつ",
)


@dataclass(frozen=True, slots=True)
class Note:
    """Kana in brackets behind kanji; places count characters of the text without brackets."""

    start: int
    end: int
    kana: str
    length: int  # of the brackets


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without such brackets, which would tear words apart: 使(つか)う → 使う."""

    text: str
    notes: tuple[Note, ...]

    @classmethod
    def of(cls, source: str) -> "Bare":
        text, notes, done = "", [], 0
        for found in _BRACKETS.finditer(source):
            text += source[done : found.end("word")]
            done = found.end()
            length = done - found.end("word")
            start = len(text) - len(found["word"])
            notes.append(Note(start, len(text), found["reading"], length))
        return cls(text + source[done:], tuple(notes))

    def source_start(self, position: int) -> int:
        """Where a word that begins at ``position`` begins in the source."""
        return position + sum(note.length for note in self.notes if note.end <= position)

    def source_end(self, position: int) -> int:
        """Where a word that ends at ``position`` ends in the source, before its brackets."""
        return position + sum(note.length for note in self.notes if note.end < position)


def parts_with(note: Note, parts: Sequence[Part], words: Sequence[Morpheme]) -> list[Part] | None:
    """``parts`` with what the author wrote; None when the brackets hold no reading: 書類（あれば）.

    They do when it sounds like what is known already, or when nobody but the author can know.
    """
    last = next(word for word in words if word.start < note.end <= word.end)
    if last.start < note.start:  # 食べ物（たべもの）: the parts of the word stay
        return list(parts) if _sounds_alike(last.reading, note.kana) else None
    inside = [part for part in parts if note.start <= part[0] and part[1] <= note.end]
    known = "".join(reading for _start, _end, reading in inside)
    is_open = note.end - note.start == 1 or any(
        word.detail == "固有名詞" for word in words if note.start <= word.start < note.end
    )
    if not is_open and not _sounds_alike(known, note.kana):
        return None
    return [part for part in parts if part not in inside] + [(note.start, note.end, note.kana)]


def _sounds_alike(first: str, second: str) -> bool:
    """Whether two readings differ in voicing at most: 会社 is かいしゃ and がいしゃ."""
    return first.translate(_VOICED) == second.translate(_VOICED)
