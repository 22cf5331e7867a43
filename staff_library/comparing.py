"""Two texts side by side: which sentences stayed, went, came or changed. Pure functions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TypeAlias

ALIKE = 0.4  # share of equal words from which a sentence counts as changed, not as another one
_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
# Words enough to mark: a run of kanji, kana, letters or digits, or a single sign.
_WORD = re.compile(r"[\u3400-\u9fff々]+|[ぁ-ゖー]+|[ァ-ヺー]+|[A-Za-z]+|[0-9０-９]+|\s+|.")


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    is_changed: bool = False


Parts: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence. Without ``before`` it is new, without ``after`` it is gone."""

    before: Parts = ()
    after: Parts = ()

    @property
    def kind(self) -> str:
        if not self.before:
            return "added"
        if not self.after:
            return "removed"
        return "same" if self.before == self.after else "changed"


def sentences(text: str) -> list[str]:
    """``text`` cut behind 。！？ and at line breaks, without blank pieces."""
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip()]


def compare(before: Sequence[str], after: Sequence[str]) -> list[Row]:
    """Rows in the order of reading, for two lists of sentences."""
    rows: list[Row] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            rows += [Row((Part(text),), (Part(text),)) for text in before[a:b]]
        else:
            rows += _replaced(before[a:b], after[c:d])
    return rows


def _replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    for old, new in zip_longest(before, after, fillvalue=""):
        went, came = _WORD.findall(old), _WORD.findall(new)
        words = SequenceMatcher(None, went, came, autojunk=False)
        if old and new and words.ratio() >= ALIKE:
            yield _changed(words, went, came)
            continue
        if old:
            yield Row(before=(Part(old, True),))
        if new:
            yield Row(after=(Part(new, True),))


def _changed(words: SequenceMatcher, went: list[str], came: list[str]) -> Row:
    before, after = [], []
    for what, a, b, c, d in words.get_opcodes():
        is_changed = what != "equal"
        if b > a:
            before.append(Part("".join(went[a:b]), is_changed))
        if d > c:
            after.append(Part("".join(came[c:d]), is_changed))
    return Row(tuple(before), tuple(after))
