"""Words into a box: first smaller, then over several lines, never beyond the edge. No Django."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cms.japanese.phrases import phrases

POINT = 25.4 / 72  # mm
LINE = 1.3  # heights of a line in sizes
ONE_LINE = 0.6  # of the wanted size: down to this a name stays on one line
SMALLEST = 5.0  # points: below this nobody reads a poster
STEP = 0.5
NOT_FIRST = "、。，．・：；？！）〕］｝〉》」』】ーァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎ々〜"

Width = Callable[[str, float], float]  # of a text at a size in points, in mm


class TooLongError(ValueError):
    """The words do not fit, even in the smallest size."""


@dataclass(frozen=True)
class Fitted:
    """Lines of one size (points)."""

    lines: tuple[str, ...]
    size: float

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last, in mm."""
        return block_height(len(self.lines), self.size)


def block_height(lines: int, size: float) -> float:
    return (1 + LINE * (lines - 1)) * size * POINT


def fit(text: str, *, width: float, height: float, largest: float, measure: Width) -> Fitted:
    """``text`` (its own line breaks are kept) in a box of mm. Raises TooLongError."""
    paragraphs = [line.strip() for line in text.splitlines() if line.strip()]
    for size in _sizes(largest, max(largest * ONE_LINE, SMALLEST)):
        if all(measure(line, size) <= width for line in paragraphs):
            whole = Fitted(tuple(paragraphs), size)
            if whole.height <= height:
                return whole
    for size in _sizes(largest, min(SMALLEST, largest)):
        lines = [line for each in paragraphs for line in wrapped(each, size, width, measure)]
        found = Fitted(tuple(lines), size)
        if found.height <= height and all(measure(line, size) <= width for line in lines):
            return found
    raise TooLongError(text)


def _sizes(largest: float, smallest: float) -> Iterator[float]:
    size = largest
    while size >= smallest:
        yield size
        size -= STEP


def wrapped(text: str, size: float, width: float, measure: Width) -> list[str]:
    """Lines broken between phrases, inside one only where it is wider than the box."""
    lines, line = [], ""
    for part in _unbroken(text, lambda part: measure(part, size) <= width):
        if line and measure((line + part).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = part.lstrip()
        else:
            line += part
    return [*lines, line.rstrip()]


def _unbroken(text: str, fits: Callable[[str], bool]) -> Iterator[str]:
    for part in phrases(text):
        if fits(part):
            yield part
        else:
            yield from _letters(part)


def _letters(part: str) -> Sequence[str]:
    """Single letters; what may not begin a line stays with the one before."""
    pieces: list[str] = []
    for letter in part:
        if pieces and letter in NOT_FIRST:
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces
