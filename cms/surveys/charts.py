"""Bar charts drawn by the server as SVG: no script, no style, sharp on paper.

For every section: ``bar_chart`` and the template ``surveys/includes/bar_chart.html`` with the style
sheet ``surveys/surveys.css``. The bars are decoration in a table, which says the same to everybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT, WIDTH = 16, 200  # units of the viewBox of one bar


@dataclass(frozen=True)
class Bar:
    """``number`` is None where it is hidden; ``percent`` is of the whole, "" where unknown."""

    label: str
    number: int | None
    percent: str
    width: int


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    width: int = WIDTH
    bar_height: int = HEIGHT


def bar_chart(rows: Sequence[tuple[str, int | None]], *, of: int | None = None) -> Chart:
    """Bars for (label, number) rows; ``of`` is what makes 100 percent, where that means something.

    The longest bar fills the width.
    """
    longest = max((number or 0 for _label, number in rows), default=0)
    bars = [Bar(label, n, _percent(n, of), _width(n, longest)) for label, n in rows]
    return Chart(bars)


def _width(number: int | None, longest: int) -> int:
    return round(WIDTH * (number or 0) / longest) if longest else 0


def _percent(number: int | None, of: int | None) -> str:
    return f"{100 * number / of:.1f}%" if number is not None and of else ""
