"""Which words of a shown text made it a hit. The text is analysed again, escaped, then marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.search import analysis
from cms.search.analysis import Word
from cms.search.queries import ParsedQuery
from cms.search.thesaurus import Terms

WIDTH = 120  # characters of a snippet
BEFORE = 20  # of them before the first marked word
_JOINED_TO_THE_ONE_BEFORE = "\u3099\u309a\uff9e\uff9f"  # (half-) voiced sound marks

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark: expressions as terms, and readings that were typed in kana."""

    expressions: frozenset[Terms]
    readings: tuple[str, ...]

    @classmethod
    def of(cls, query: ParsedQuery) -> "Marks":
        alternatives = [each for group in query.groups for each in group]
        written = {phrase for each in alternatives if not each.prefix for phrase in each.phrases}
        return cls(
            expressions=frozenset(written.union(query.phrases)),
            readings=tuple(each.phrases[0][0] for each in alternatives if each.prefix),
        )

    def spans(self, text: str) -> list[Span]:
        """Places in ``text`` to mark, in order, never overlapping."""
        folded, origins = _fold(text)
        found = [word for word in analysis.words(folded) if word.is_content]
        places = self._places(found)
        return [(origins[start], origins[end]) for start, end in places]

    def _places(self, found: Sequence[Word]) -> Iterator[Span]:
        position = 0
        while position < len(found):
            length = self._length_at(found, position)
            if length:
                yield found[position].start, found[position + length - 1].end
            position += length or 1

    def _length_at(self, found: Sequence[Word], position: int) -> int:
        """Number of words from ``position`` on that make the longest known expression."""
        longest = max(map(len, self.expressions), default=0)
        for length in range(min(longest, len(found) - position), 0, -1):
            words = found[position : position + length]
            if tuple(word.term for word in words) in self.expressions:
                return length
        return self._spoken_length_at(found, position)

    def _spoken_length_at(self, found: Sequence[Word], position: int) -> int:
        spoken = ""
        for length, word in enumerate(found[position : position + analysis.TAIL_WORDS], start=1):
            spoken += word.reading
            if any(spoken.startswith(reading) for reading in self.readings):
                return length
        return 0


def highlight(text: str, marks: Marks) -> SafeString:
    """The whole of a short text (a title) with its hits marked."""
    return _marked(text, marks.spans(text), 0, len(text))


def snippet(text: str, marks: Marks) -> SafeString:
    """The part of ``text`` with the most hits, at most about :data:`WIDTH` characters."""
    text = " ".join(text.split())
    spans = marks.spans(text)
    start, end = _window(len(text), spans)
    return _marked(text, spans, start, end)


def _window(length: int, spans: Sequence[Span]) -> Span:
    if length <= WIDTH or not spans:
        return 0, min(length, WIDTH)
    starts = [start for start, _ in spans]
    best = max(starts, key=lambda first: sum(first <= other < first + WIDTH for other in starts))
    start = min(max(0, best - BEFORE), length - WIDTH)
    return start, start + WIDTH


def _marked(text: str, spans: Sequence[Span], start: int, end: int) -> SafeString:
    shown = [(a, b) for a, b in spans if start <= a and b <= end]
    edges = [start, *(edge for span in shown for edge in span), end]
    parts = (
        format_html("<mark>{}</mark>" if number % 2 else "{}", text[a:b])
        for number, (a, b) in enumerate(pairwise(edges))
    )
    body = format_html_join("", "{}", ((part,) for part in parts))
    return format_html("{}{}{}", "…" if start else "", body, "…" if end < len(text) else "")


def _fold(text: str) -> tuple[str, list[int]]:
    """Normalised text, and for each of its positions (and its end) the position in ``text``."""
    folded: list[str] = []
    origins: list[int] = []
    position = 0
    while position < len(text):
        end = position + 1
        while end < len(text) and text[end] in _JOINED_TO_THE_ONE_BEFORE:
            end += 1
        normal = analysis.normalise(text[position:end])
        folded.append(normal)
        origins += [position] * len(normal)
        position = end
    return "".join(folded), [*origins, len(text)]
