"""Small numbers in results that everybody may see. Pure functions.

A number below :data:`SMALLEST` could be a person somebody knows, so it is hidden (None) and so
is whatever would let it be computed: with a total that is known, one hidden number is no secret.
The tests try every table of a size and show that no hidden number has only one possible value.
"""

from collections.abc import Sequence
from typing import TypeAlias

SMALLEST = 5
Cells: TypeAlias = list[int | None]


def hide_parts(cells: Sequence[int]) -> Cells:
    """Numbers that add up to a known total (one answer each): hide small ones, and the next.

    With the small numbers goes the smallest of the others (all of that size). So everything up to
    one value is hidden, a small and a large number among it: exchange any two of the hidden and the
    same is shown. Which place holds the large one, nobody can tell.
    """
    if min(cells, default=SMALLEST) >= SMALLEST:
        return list(cells)
    border = min((number for number in cells if number >= SMALLEST), default=SMALLEST)
    return [None if number <= border else number for number in cells]


def hide_each(cells: Sequence[int], total: int) -> Cells:
    """Numbers that each are a part of ``total`` (several answers each): small ones are hidden.

    A number that leaves only few of the total out is hidden too: those few did *not* choose it.
    """
    return [None if min(number, total - number) < SMALLEST else number for number in cells]
