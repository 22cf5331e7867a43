"""The editors' synonyms as a thesaurus, always the latest in every process."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from cms.search.choices import Direction
from cms.search.thesaurus import Thesaurus


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file with the first synonyms: ``a, b => c, d`` or ``a, b, c``."""

    words: tuple[str, ...]
    expands_to: tuple[str, ...]

    @classmethod
    def parse(cls, line: str) -> Self | None:
        """None for blank lines and comments."""
        words, _, expands_to = line.partition("#")[0].partition("=>")
        found = cls(split(words), split(expands_to))
        return found if found.words else None

    @property
    def direction(self) -> Direction:
        return Direction.ONE_WAY if self.expands_to else Direction.BOTH


def split(text: str) -> tuple[str, ...]:
    """Words between commas, 読点 or line breaks."""
    for separator in "、，\n":
        text = text.replace(separator, ",")
    return tuple(word for word in (" ".join(part.split()) for part in text.split(",")) if word)


def current_thesaurus() -> Thesaurus:
    """Built again as soon as any process saved or deleted a synonym: costs one small query."""
    from cms.search.models import Synonym

    return _thesaurus(Synonym.objects.version())


@lru_cache(maxsize=2)
def _thesaurus(version: tuple[object, ...]) -> Thesaurus:
    from cms.search.models import Synonym

    return Thesaurus(_entries(Synonym.objects.active()))


def _entries(synonyms: Iterable) -> Iterable[tuple[tuple[str, ...], tuple[str, ...]]]:
    for synonym in synonyms:
        words = split(synonym.words)
        yield words, words if synonym.direction == Direction.BOTH else split(synonym.expands_to)
