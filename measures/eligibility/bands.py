"""Numbers and days that are known only between two ends."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from measures.eligibility.kleene import FALSE, TRUE, UNKNOWN, Truth


@dataclass(frozen=True)
class Band:
    """A number between ``low`` and ``high``, both included; ``high`` None has no upper end."""

    low: int
    high: int | None

    @classmethod
    def exactly(cls, number: int) -> "Band":
        return cls(number, number)

    def plus(self, other: "Band") -> "Band":
        high = None if self.high is None or other.high is None else self.high + other.high
        return Band(self.low + other.low, high)

    def less(self, amount: int) -> "Band":
        """``amount`` less, never below zero (所得 is not negative here)."""
        high = None if self.high is None else max(0, self.high - amount)
        return Band(max(0, self.low - amount), high)

    def times(self, numerator: int, denominator: int) -> "Band":
        high = None if self.high is None else self.high * numerator // denominator
        return Band(self.low * numerator // denominator, high)

    def within(self, other: "Band") -> Truth:
        """Whether the number lies in ``other``: unknown when the two only overlap."""
        if other.high is not None and self.low > other.high:
            return FALSE
        if self.high is not None and self.high < other.low:
            return FALSE
        inside_top = other.high is None or (self.high is not None and self.high <= other.high)
        return TRUE if self.low >= other.low and inside_top else UNKNOWN


def below(band: Band, limit: Band, tolerance: int = 0, *, or_equal: bool = False) -> Truth:
    """Whether the number in ``band`` is under the limit somewhere in ``limit``.

    ``tolerance`` widens the upper end: deductions that nobody asked for can bring a number
    slightly over the limit back under it, so it is unknown there and false only beyond.
    """
    shift = 1 if or_equal else 0
    if band.high is not None and band.high < limit.low + shift:
        return TRUE
    if limit.high is not None and band.low >= limit.high + tolerance + shift:
        return FALSE
    return UNKNOWN


@dataclass(frozen=True)
class Days:
    """A day between two ends, both included."""

    first: date
    last: date


@lru_cache(maxsize=4096)
def years_before(day: date, years: int) -> date:
    """The same day ``years`` earlier; 29 February becomes 28 February in a common year."""
    return _moved(day, day.year - years)


@lru_cache(maxsize=4096)
def years_after(day: date, years: int) -> date:
    """The same day ``years`` later; 29 February becomes 28 February in a common year."""
    return _moved(day, day.year + years)


def months_before(day: date, months: int) -> date:
    """The same day ``months`` earlier, or the month's last day (民法第143条第2項)."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return _clipped(year, month + 1, day.day)


def months_after(day: date, months: int) -> date:
    return months_before(day, -months)


def _moved(day: date, year: int) -> date:
    return _clipped(year, day.month, day.day)


def _clipped(year: int, month: int, day: int) -> date:
    for last in (day, 30, 29, 28):
        try:
            return date(year, month, min(day, last))
        except ValueError:
            continue
    raise ValueError(f"no day {year}-{month}-{day}")
