"""Ages and school years as the law counts them.

年齢計算ニ関する法律: a year of age is complete at the end of the day before the birthday, so the
day an age is *reached* is that day before. Somebody born on 1 April therefore reaches 18 on
31 March, and 「18歳に達する日以後の最初の3月31日まで」 ends on that very day, a year before it ends
for somebody born on 2 April. 学校教育法第17条 draws the same line: school starts on the first
1 April after the day 6 is reached.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from measures.eligibility.bands import Days, years_after, years_before
from measures.eligibility.kleene import FALSE, TRUE, UNKNOWN, Truth

ONE_DAY = timedelta(days=1)
Unit = Literal["age", "fy"]


@lru_cache(maxsize=4096)
def reached_on(birth: date, age: int) -> date:
    """The day an age is reached: the day before the birthday; 28 February for 29 February."""
    anniversary = years_after(birth, age)
    if (birth.month, birth.day) == (2, 29) and anniversary.day == 28:
        return anniversary
    return anniversary - ONE_DAY


@lru_cache(maxsize=4096)
def school_year_end(birth: date, age: int) -> date:
    """The first 31 March on or after the day ``age`` is reached."""
    reached = reached_on(birth, age)
    end = date(reached.year, 3, 31)
    return end if reached <= end else date(reached.year + 1, 3, 31)


@dataclass(frozen=True)
class Mark:
    """A turn in a child's life: ``age3`` the day 3 is reached, ``fy18`` the 31 March after 18.

    JSON form: ``"age<n>"`` or ``"fy<n>"``. As a lower end a mark is the first day *after* the
    school year (``fy``) or the day the age is reached (``age``); as an upper end it is the last
    day of the school year, or the last day before the age is reached.
    """

    unit: Unit
    years: int

    @classmethod
    def read(cls, text: str) -> "Mark":
        for unit in ("age", "fy"):
            if text.startswith(unit) and text[len(unit) :].isascii():
                number = text[len(unit) :]
                if number.isdigit() and int(number) <= 120:
                    return cls(unit, int(number))
        raise ValueError(text)

    def __str__(self) -> str:
        return f"{self.unit}{self.years}"

    def last_day(self, birth: date) -> date:
        if self.unit == "fy":
            return school_year_end(birth, self.years)
        return reached_on(birth, self.years) - ONE_DAY

    def first_day(self, birth: date) -> date:
        return self.last_day(birth) + ONE_DAY

    def as_years(self) -> float:
        """For comparing marks: a school year ends up to a year after the age is reached."""
        return self.years + (0.5 if self.unit == "fy" else 0.0)


@dataclass(frozen=True)
class Window:
    """From one mark (None: from birth) until another (None: without end)."""

    start: Mark | None
    end: Mark | None

    def holds(self, births: Days, on: date) -> Truth:
        """Whether a child born somewhere in ``births`` is inside on the day ``on``."""
        started = _before(self._first(births.first), self._first(births.last), on)
        if started is FALSE or self.end is None:
            return started
        ends = self.end.last_day(births.first), self.end.last_day(births.last)
        ended = _before(ends[0] + ONE_DAY, ends[1] + ONE_DAY, on)
        if ended is TRUE:
            return FALSE
        both = (started is TRUE, ended is FALSE)
        return TRUE if all(both) else UNKNOWN

    def turns_on(self, births: Days, on: date) -> date | None:
        """The next day the answer changes, when every possible birthday gives the same day."""
        first = self._first(births.first), self._first(births.last)
        if first[0] > on:
            return first[0] if first[0] == first[1] else None
        if self.end is None:
            return None
        after = self.end.last_day(births.first), self.end.last_day(births.last)
        same = after[0] == after[1] and after[0] >= on
        return after[0] + ONE_DAY if same else None

    def _first(self, birth: date) -> date:
        return birth if self.start is None else self.start.first_day(birth)


def _before(earliest: date, latest: date, on: date) -> Truth:
    """Whether a day between the two has come by ``on``."""
    if latest <= on:
        return TRUE
    return FALSE if earliest > on else UNKNOWN


# School stages a visitor can tap, as marks. Under school age the nursery class counts by
# school years too (3歳に達する日以後の最初の3月31日まで: the class of 0–2).
STAGES: dict[str, tuple[str, Window]] = {
    "under3": ("3歳児クラスより前（0〜2歳児クラス）", Window(None, Mark("fy", 3))),
    "preschool": ("3歳児クラスから小学校に入る前", Window(Mark("fy", 3), Mark("fy", 6))),
    "elementary": ("小学生", Window(Mark("fy", 6), Mark("fy", 12))),
    "junior_high": ("中学生", Window(Mark("fy", 12), Mark("fy", 15))),
    "high": ("高校生の年代", Window(Mark("fy", 15), Mark("fy", 18))),
    "after_high": ("高校卒業の年代から19歳", Window(Mark("fy", 18), Mark("age", 20))),
    "adult": ("20歳以上", Window(Mark("age", 20), None)),
    **{
        f"es{n}": (f"小学{n}年生", Window(Mark("fy", n + 5), Mark("fy", n + 6)))
        for n in range(1, 7)
    },
    **{
        f"jh{n}": (f"中学{n}年生", Window(Mark("fy", n + 11), Mark("fy", n + 12)))
        for n in (1, 2, 3)
    },
    **{
        f"hs{n}": (f"高校{n}年生", Window(Mark("fy", n + 14), Mark("fy", n + 15)))
        for n in (1, 2, 3)
    },
}
OLDEST = 60  # years: 「20歳以上」 has no older children than that


@lru_cache(maxsize=4096)
def births_at_age(age: int, on: date) -> Days:
    """Birthdays of somebody who is 「{age}歳」 on a day, counted as the law counts.

    On the eve of a birthday people still say the lower age; the law already counts the higher.
    Following the law keeps 「19歳」 inside 「20歳未満」 at the cost of that one day in a year.
    """
    window = Window(Mark("age", age) if age else None, Mark("age", age + 1))
    return _births(window, on)


@lru_cache(maxsize=4096)
def births_in_stage(stage: str, on: date) -> Days:
    """Birthdays of a child who is in that stage on a day."""
    return _births(STAGES[stage][1], on)


def _births(window: Window, on: date) -> Days:
    oldest = years_before(on, OLDEST) if window.end is None else _oldest(window.end, on)
    youngest = on if window.start is None else _youngest(window.start, on)
    return Days(oldest, youngest)


def _oldest(end: Mark, on: date) -> date:
    """The earliest birthday whose ``end`` is not over yet."""
    if end.unit == "fy":
        opened = on.year if on.month >= 4 else on.year - 1
        return date(opened - end.years, 4, 2)
    day = years_before(on, end.years)
    while end.last_day(day) < on:
        day += ONE_DAY
    return day


def _youngest(start: Mark, on: date) -> date:
    """The latest birthday whose ``start`` has come."""
    day = _oldest(start, on)
    while start.first_day(day) > on:
        day -= ONE_DAY
    return day
