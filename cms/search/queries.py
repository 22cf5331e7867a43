"""What a visitor typed, as groups of alternatives that every store can compile.

A group is one thing the visitor asked for; any of its alternatives satisfies it. A page that
satisfies all groups comes before pages that satisfy some.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Self, TypeAlias

from cms.japanese.analyser import hiragana, is_kana
from cms.search import analysis
from cms.search.analysis import Word
from cms.search.thesaurus import NO_SYNONYMS, Meaning, Terms, Thesaurus

MAX_CHARACTERS = 100
MAX_GROUPS = 10
SHORTEST_HOMOPHONE = 5  # hiragana; shorter readings belong to too many words


@dataclass(frozen=True, slots=True)
class Alternative:
    """All ``phrases`` (terms side by side) must occur. ``prefix``: one term, left open."""

    phrases: tuple[Terms, ...]
    prefix: bool = False


Group: TypeAlias = tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """``groups`` in the order typed; ``phrases`` are the compounds as typed, for ranking only."""

    groups: tuple[Group, ...] = ()
    phrases: tuple[Terms, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups)


def clean(text: str) -> str:
    """At most 100 characters, without control characters, white space made single."""
    printable = "".join(c if c.isprintable() else " " for c in text[: MAX_CHARACTERS * 4])
    return " ".join(printable.split())[:MAX_CHARACTERS]


@lru_cache(maxsize=2048)
def parse(text: str, thesaurus: Thesaurus = NO_SYNONYMS) -> ParsedQuery:
    """Groups for any input; nothing searchable (blank, symbols, emoji) gives no group."""
    parts = [_Part.of(part) for part in analysis.normalise(clean(text)).split()]
    return ParsedQuery(
        groups=tuple(dict.fromkeys(_groups(parts, thesaurus)))[:MAX_GROUPS],
        phrases=tuple(part.terms for part in parts if len(part.terms) > 1),
    )


def phrase(text: str) -> ParsedQuery:
    """The words of ``text`` side by side, without synonyms."""
    sequence = analysis.terms(clean(text))
    return ParsedQuery(((Alternative((sequence,)),),)) if sequence else ParsedQuery()


def prefixes(text: str) -> tuple[Group, ...]:
    """Groups for suggestions: every typed part begins a tail of a title, as written or as read."""
    parts = (
        analysis.squeeze(part)[: analysis.TAIL_LENGTH]
        for part in analysis.normalise(clean(text)).split()
    )
    return tuple(
        tuple(
            Alternative(((spelling,),), prefix=True)
            for spelling in dict.fromkeys((part, hiragana(part)))
        )
        for part in parts
        if part
    )[:MAX_GROUPS]


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands between two spaces."""

    text: str
    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        return cls(text, tuple(word for word in analysis.words(text) if word.is_content))

    @property
    def terms(self) -> Terms:
        return tuple(word.term for word in self.words)

    @property
    def spoken(self) -> Group:
        """The part by its sound: kana that the dictionary cannot guess, or a homophone.

        じどうふようてあて and 児童不要手当 both sound like 児童扶養手当.
        """
        kana = hiragana(analysis.squeeze(self.text))
        if is_kana(kana):
            return _sounding(kana, shortest=analysis.SHORTEST_READING)
        if len(self.words) > 1 and all(word.is_noun and word.reading for word in self.words):
            reading = "".join(word.reading for word in self.words)
            return _sounding(reading, shortest=SHORTEST_HOMOPHONE)
        return ()


def _sounding(reading: str, *, shortest: int) -> Group:
    return (Alternative(((reading,),), prefix=True),) if len(reading) >= shortest else ()


@dataclass(frozen=True, slots=True)
class _Segment:
    """A known expression (with meanings) or a single word (without)."""

    part: _Part
    words: tuple[Word, ...]
    meanings: tuple[Meaning, ...]

    @property
    def terms(self) -> Terms:
        return tuple(word.term for word in self.words)


def _groups(parts: Sequence[_Part], thesaurus: Thesaurus) -> Iterator[Group]:
    """Groups of every segment; the sound of a part may stand in for each of its groups."""
    runs = groupby(_segments(parts, thesaurus), key=lambda each: (each.part, bool(each.meanings)))
    for (part, known), segments in runs:
        found = map(_known, segments) if known else _run([w for s in segments for w in s.words])
        yield from (group + part.spoken for group in found)


def _segments(parts: Sequence[_Part], thesaurus: Thesaurus) -> Iterator[_Segment]:
    """Expressions are looked up across spaces too: "single mother", 母子 手当."""
    sequence = [(part, word) for part in parts for word in part.words]
    written = tuple(word.term for _, word in sequence)
    position = 0
    while position < len(sequence):
        length, meanings = thesaurus.at(written, position)
        taken = sequence[position : position + max(length, 1)]
        yield _Segment(taken[0][0], tuple(word for _, word in taken), meanings)
        position += len(taken)


def _known(segment: _Segment) -> Group:
    """The expression as typed, or anything it also means."""
    return (
        Alternative((segment.terms,)),
        *(Alternative(meaning.parts) for meaning in segment.meanings),
    )


def _run(words: Sequence[Word]) -> Iterator[Group]:
    """Words written together: each is required, except suffixes such as 費 and 代."""
    required = [word for word in words if not word.is_suffix] or words
    yield from ((Alternative(((word.term,),)),) for word in required)
