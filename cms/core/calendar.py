"""Time as public offices in Japan count it: Tokyo dates, holidays, fiscal years and 和暦.

Only views and commands call :func:`now` and :func:`today`; everything else receives the moment
as an argument.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import jpholiday
from django.utils import timezone

TOKYO = ZoneInfo("Asia/Tokyo")

# First day of each era (元号法; 政令). The portal shows no dates before 明治.
ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    (date(1868, 1, 25), "明治"),
)


def now() -> datetime:
    """This moment in Tokyo."""
    return timezone.now().astimezone(TOKYO)


def today() -> date:
    """Today's date in Tokyo, whatever the server's own time zone is."""
    return now().date()


@lru_cache(maxsize=4096)
def holiday_name(day: date) -> str:
    """Name of the national holiday (国民の祝日に関する法律), or an empty string."""
    return jpholiday.is_holiday_name(day) or ""


def is_year_end(day: date) -> bool:
    """12月29日〜1月3日: public offices are closed (行政機関の休日に関する法律)."""
    return (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)


def is_office_holiday(day: date) -> bool:
    """Whether public offices rest: a holiday or the turn of the year (weekends are not asked)."""
    return is_year_end(day) or bool(holiday_name(day))


def is_working_day(day: date) -> bool:
    """Whether public offices are open."""
    return day.weekday() < 5 and not is_office_holiday(day)


def working_day_after(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``, which itself is not counted."""
    for _step in range(count):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def fiscal_year(day: date) -> int:
    """The fiscal year (April to March) that ``day`` belongs to, by the year it starts in."""
    return day.year if day.month >= 4 else day.year - 1


def era_year(day: date) -> str:
    """Year in the Japanese era: 2026-11-23 → 令和8年, 2019-05-01 → 令和元年."""
    for start, name in ERAS:
        if day >= start:
            number = day.year - start.year + 1
            return f"{name}{'元' if number == 1 else number}年"
    return f"{day.year}年"


def japanese_date(day: date) -> str:
    """2026-05-12 → 2026年5月12日."""
    return f"{day.year}年{day.month}月{day.day}日"


def japanese_moment(moment: datetime) -> str:
    """In Tokyo: 2027-02-28 00:00+09:00 → 2027年2月28日 0:00."""
    local = moment.astimezone(TOKYO)
    return f"{japanese_date(local.date())} {local.hour}:{local:%M}"
