"""Words that mean the same: which other words a query word stands for.

Keys are analysed terms, so one entry serves every way of writing (子ども・子供, 手当て・手当).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeAlias

from cms.search.analysis import terms

Terms: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to satisfy a word: every part, each part as a phrase.

    The entry 「家賃 補助」 has two parts; 「児童扶養手当」 is one part of three terms.
    """

    parts: tuple[Terms, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        return cls(tuple(part for part in map(terms, text.split()) if part))


class Thesaurus:
    """Looks up the longest known expression at a place in a query."""

    def __init__(self, entries: Iterable[tuple[Sequence[str], Sequence[str]]]) -> None:
        """``entries`` are (words, what each of them also means), as an editor typed them."""
        meanings: dict[Terms, dict[Meaning, None]] = {}
        for typed, meant in entries:
            found = [meaning for meaning in map(Meaning.of, meant) if meaning.parts]
            for word in typed:
                if key := terms(word):
                    meanings.setdefault(key, {}).update(dict.fromkeys(found))
        self._meanings: Mapping[Terms, tuple[Meaning, ...]] = {
            key: tuple(found) for key, found in meanings.items()
        }
        self._longest = max(map(len, self._meanings), default=0)

    def at(self, sequence: Sequence[str], start: int) -> tuple[int, tuple[Meaning, ...]]:
        """(terms in the longest entry that begins at ``start``, its meanings), or (0, ())."""
        for length in range(min(self._longest, len(sequence) - start), 0, -1):
            if found := self._meanings.get(tuple(sequence[start : start + length])):
                return length, found
        return 0, ()


NO_SYNONYMS = Thesaurus(())
