"""Whether an office answers now, until when, or when next. Pure: no database, no clock.

Unknown hours never say open. All moments are Tokyo time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

from cms.core.calendar import TOKYO, holiday_name, is_year_end
from directory.choices import HolidayPolicy

DAYS_AHEAD = 14  # the longest closure is 12-27 to 01-05 (nine days); beyond that we do not promise
EVERY_DAY = frozenset(range(7))


class State(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Hours:
    """One line of opening hours. ``weekdays`` 0 is Monday; ``weeks`` of the month, empty = every.

    ``closes`` not after ``opens`` means past midnight; both equal means 24 hours.
    """

    weekdays: frozenset[int]
    opens: time
    closes: time
    weeks: frozenset[int] = frozenset()
    holidays: str = HolidayPolicy.CLOSED
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid(self, day: date) -> bool:
        began = self.valid_from is None or self.valid_from <= day
        return began and (self.valid_to is None or day <= self.valid_to)

    def opens_on(self, day: date) -> bool:
        if not self.is_valid(day):
            return False
        is_holiday = bool(holiday_name(day))
        if is_year_end(day) and self.holidays != HolidayPolicy.ALWAYS:
            return False
        if is_holiday and self.holidays == HolidayPolicy.CLOSED:
            return False
        if is_holiday and self.holidays == HolidayPolicy.ALSO:
            return True
        in_week = not self.weeks or (day.day - 1) // 7 + 1 in self.weeks
        return day.weekday() in self.weekdays and in_week


@dataclass(frozen=True)
class DayException:
    """Days on which something else holds: closed, or other hours."""

    first: date
    last: date
    opens: time | None = None
    closes: time | None = None

    @property
    def is_closed(self) -> bool:
        return self.opens is None or self.closes is None


@dataclass(frozen=True)
class OpeningState:
    """``until`` when open (None: round the clock), ``next_open`` when closed (None: not known)."""

    kind: State
    at: datetime
    until: datetime | None = None
    next_open: datetime | None = None
    opens_today: bool = False

    @property
    def is_open(self) -> bool:
        return self.kind == State.OPEN

    @cached_property
    def words(self) -> str:
        """今日は17:15まで, 明日 8:30から … in the active language."""
        from directory.opening_words import words_for  # words need Django's translations

        return words_for(self)


def opening_state(
    schedules: Sequence[Hours], exceptions: Sequence[DayException], at: datetime
) -> OpeningState:
    """State at the moment ``at`` (aware). Without hours that hold today it is unknown."""
    at = at.astimezone(TOKYO)
    days = _Days(schedules, exceptions)
    if not days.are_known(at.date()):
        return OpeningState(State.UNKNOWN, at)
    spans = list(_joined(days.spans(at.date() - timedelta(days=1), DAYS_AHEAD + 2)))
    for start, end in spans:
        if start <= at < end:
            endless = end - at > timedelta(days=DAYS_AHEAD - 1)
            return OpeningState(State.OPEN, at, until=None if endless else end, opens_today=True)
    later = next((start for start, _ in spans if start > at), None)
    return OpeningState(
        State.CLOSED, at, next_open=later, opens_today=bool(days.spans_of(at.date()))
    )


@dataclass(frozen=True)
class _Days:
    schedules: Sequence[Hours]
    exceptions: Sequence[DayException]

    def are_known(self, day: date) -> bool:
        """Somebody told us what holds on ``day``."""
        return self._exception(day) is not None or any(h.is_valid(day) for h in self.schedules)

    def spans(self, first: date, number: int) -> Iterator[tuple[datetime, datetime]]:
        for offset in range(number):
            yield from self.spans_of(first + timedelta(days=offset))

    def spans_of(self, day: date) -> list[tuple[datetime, datetime]]:
        exception = self._exception(day)
        if exception is None:
            lines = [h for h in self.schedules if h.opens_on(day)]
            return sorted(_span(day, line.opens, line.closes) for line in lines)
        if exception.opens is None or exception.closes is None:
            return []
        return [_span(day, exception.opens, exception.closes)]

    def _exception(self, day: date) -> DayException | None:
        return next((e for e in self.exceptions if e.first <= day <= e.last), None)


def _span(day: date, opens: time, closes: time) -> tuple[datetime, datetime]:
    start = datetime.combine(day, opens, TOKYO)
    end = datetime.combine(day, closes, TOKYO)
    return start, end if closes > opens else end + timedelta(days=1)


def _joined(
    spans: Iterator[tuple[datetime, datetime]],
) -> Iterator[tuple[datetime, datetime]]:
    """Spans that touch or overlap become one: 24-hour lines, and days told in two lines."""
    current: tuple[datetime, datetime] | None = None
    for start, end in spans:
        if current is None:
            current = (start, end)
        elif start <= current[1]:
            current = (current[0], max(current[1], end))
        else:
            yield current
            current = (start, end)
    if current is not None:
        yield current
