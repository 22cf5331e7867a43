"""Time as public offices in Japan count it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cms.core import calendar

DATES = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    ("utc", "tokyo"),
    [
        (datetime(2026, 3, 31, 14, 59, 59, tzinfo=UTC), date(2026, 3, 31)),
        (datetime(2026, 3, 31, 15, 0, 0, tzinfo=UTC), date(2026, 4, 1)),
        (datetime(2026, 12, 31, 15, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_tokyo(monkeypatch, utc, tokyo):
    """15:00 UTC is midnight in Tokyo: an amount of April is valid from then on."""
    monkeypatch.setattr(timezone, "now", lambda: utc)
    assert calendar.today() == tokyo
    assert calendar.now().utcoffset() == timedelta(hours=9)
    with timezone.override("America/New_York"):
        assert calendar.today() == tokyo


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 3, 31), 2025),
        (date(2026, 4, 1), 2026),
        (date(2026, 12, 31), 2026),
        (date(2027, 1, 1), 2026),
    ],
)
def test_fiscal_years_begin_in_april(day, year):
    assert calendar.fiscal_year(day) == year


@pytest.mark.parametrize(
    ("day", "rests"),
    [
        (date(2026, 12, 28), False),
        (date(2026, 12, 29), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), True),
        (date(2027, 1, 3), True),
        (date(2027, 1, 4), False),
    ],
)
def test_offices_rest_at_the_turn_of_the_year(day, rests):
    assert calendar.is_office_holiday(day) is rests
    assert calendar.is_year_end(day) is rests


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 23), "勤労感謝の日"),
        (date(2026, 5, 3), "憲法記念日"),
        (date(2024, 2, 12), "振替休日"),  # 建国記念の日 fell on a Sunday
        (date(2026, 9, 22), "国民の休日"),  # between 敬老の日 and 秋分の日
        (date(2027, 3, 22), "振替休日"),  # 春分の日 falls on a Sunday
        (date(2019, 5, 1), "即位"),
        (date(2026, 11, 24), ""),
        (date(2026, 5, 7), ""),
    ],
)
def test_holidays_have_their_names(day, name):
    found = calendar.holiday_name(day)
    assert found if name else found == ""
    assert name in found
    assert calendar.is_office_holiday(day) is bool(name)


def test_a_substitute_holiday_after_three_days_in_may():
    """2026-05-03 is a Sunday: the substitute is Wednesday, after two other holidays."""
    days = [date(2026, 5, number) for number in range(3, 8)]
    assert [calendar.is_office_holiday(day) for day in days] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "令和8年"),
        (date(2019, 5, 1), "令和元年"),
        (date(2019, 12, 31), "令和元年"),
        (date(2020, 1, 1), "令和2年"),
        (date(2019, 4, 30), "平成31年"),
        (date(1989, 1, 8), "平成元年"),
        (date(1989, 1, 7), "昭和64年"),
        (date(1926, 12, 25), "昭和元年"),
        (date(1912, 7, 29), "明治45年"),
        (date(1867, 1, 1), "1867年"),
    ],
)
def test_years_of_eras_change_within_the_year(day, words):
    assert calendar.era_year(day) == words


@given(DATES)
def test_every_day_lies_in_the_fiscal_year_that_is_named(day):
    year = calendar.fiscal_year(day)
    assert date(year, 4, 1) <= day < date(year + 1, 4, 1)


def test_dates_are_written_without_leading_zeros():
    assert calendar.japanese_date(date(2026, 5, 2)) == "2026年5月2日"
