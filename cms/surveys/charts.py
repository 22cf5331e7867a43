"""Bar charts drawn by the server as SVG: no script, no style, sharp on paper.

A chart is decoration beside its table, which says the same to everybody: template
``surveys/includes/bar_chart.html`` prints both.
"""

from collections.abc import Sequence
from dataclasses import dataclass

ROW, BAR, WIDTH = 24, 16, 200  # units of the viewBox


@dataclass(frozen=True)
class Bar:
    """``number`` is None where it is hidden; ``percent`` is of the whole, "" where unknown."""

    label: str
    number: int | None
    percent: str
    y: int
    width: int


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    width: int
    height: int
    bar_height: int = BAR

    @property
    def hides(self) -> bool:
        """Whether a number is hidden."""
        return any(bar.number is None for bar in self.bars)


def bar_chart(rows: Sequence[tuple[str, int | None]], *, of: int | None = None) -> Chart:
    """Bars for (label, number) rows; ``of`` is what makes 100 percent, where that means something.

    The longest bar fills the width.
    """
    longest = max((number or 0 for _label, number in rows), default=0)
    bars = [
        Bar(
            label,
            number,
            _percent(number, of),
            y=place * ROW + (ROW - BAR) // 2,
            width=round(WIDTH * (number or 0) / longest) if longest else 0,
        )
        for place, (label, number) in enumerate(rows)
    ]
    return Chart(bars, WIDTH, ROW * len(bars))


def _percent(number: int | None, of: int | None) -> str:
    return f"{100 * number / of:.1f}%" if number is not None and of else ""
