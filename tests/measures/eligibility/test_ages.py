"""Ages at the boundaries the law draws: 31 March, 1 April, leap days, month ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measures.eligibility.ages import (
    STAGES,
    Mark,
    Window,
    births_at_age,
    births_in_stage,
    reached_on,
    school_year_end,
)
from measures.eligibility.bands import Days, months_after, months_before
from measures.eligibility.kleene import Truth

DAY = timedelta(days=1)
UNTIL_18 = Window(None, Mark("fy", 18))
UNDER_20 = Window(None, Mark("age", 20))
UNDER_3 = Window(None, Mark("age", 3))
SCHOOL = Window(Mark("fy", 6), Mark("fy", 15))
births = st.dates(date(1980, 1, 1), date(2026, 12, 31))
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def holds(window, born, on):
    return window.holds(Days(born, born), on)


@pytest.mark.parametrize(
    ("born", "age", "reached"),
    [
        (date(2008, 4, 1), 18, date(2026, 3, 31)),
        (date(2008, 4, 2), 18, date(2026, 4, 1)),
        (date(2008, 1, 1), 18, date(2025, 12, 31)),
        (date(2008, 2, 29), 18, date(2026, 2, 28)),  # no 応当日: the month's last day
        (date(2008, 2, 29), 20, date(2028, 2, 28)),  # leap year: the day before the birthday
        (date(2008, 3, 1), 20, date(2028, 2, 29)),
        (date(2008, 3, 1), 18, date(2026, 2, 28)),
    ],
)
def test_an_age_is_reached_on_the_day_before_the_birthday(born, age, reached):
    assert reached_on(born, age) == reached


@pytest.mark.parametrize(
    ("born", "last"),
    [
        (date(2008, 4, 1), date(2026, 3, 31)),
        (date(2008, 4, 2), date(2027, 3, 31)),
        (date(2008, 3, 31), date(2026, 3, 31)),
        (date(2008, 12, 31), date(2027, 3, 31)),
        (date(2008, 2, 29), date(2026, 3, 31)),
    ],
)
def test_the_school_year_of_18_ends_on_31_march(born, last):
    assert school_year_end(born, 18) == last
    assert holds(UNTIL_18, born, last) is Truth.TRUE
    assert holds(UNTIL_18, born, last + DAY) is Truth.FALSE
    assert UNTIL_18.turns_on(Days(born, born), last) == last + DAY


def test_under_20_ends_the_day_before_the_day_20_is_reached():
    born = date(2006, 6, 1)
    assert holds(UNDER_20, born, date(2026, 5, 30)) is Truth.TRUE
    assert holds(UNDER_20, born, date(2026, 5, 31)) is Truth.FALSE


def test_under_3():
    assert holds(UNDER_3, date(2023, 11, 24), date(2026, 11, 22)) is Truth.TRUE
    assert holds(UNDER_3, date(2023, 11, 24), date(2026, 11, 23)) is Truth.FALSE


@pytest.mark.parametrize(
    ("born", "first", "last"),
    [
        (date(2020, 4, 1), date(2026, 4, 1), date(2035, 3, 31)),
        (date(2020, 4, 2), date(2027, 4, 1), date(2036, 3, 31)),
        (date(2020, 2, 29), date(2026, 4, 1), date(2035, 3, 31)),
    ],
)
def test_school_runs_from_the_first_april_after_6_to_the_march_after_15(born, first, last):
    assert holds(SCHOOL, born, first - DAY) is Truth.FALSE
    assert holds(SCHOOL, born, first) is Truth.TRUE
    assert holds(SCHOOL, born, last) is Truth.TRUE
    assert holds(SCHOOL, born, last + DAY) is Truth.FALSE
    assert SCHOOL.turns_on(Days(born, born), first - DAY) == first


@given(births, days, st.integers(0, 25))
def test_a_said_age_gives_exactly_the_birthdays_that_have_it(born, on, age):
    known = births_at_age(age, on)
    reached = age == 0 or reached_on(born, age) <= on
    is_it = born <= on < reached_on(born, age + 1) and reached
    assert (known.first <= born <= known.last) == is_it


def test_a_said_age_below_a_limit_is_certainly_below():
    for on in (date(2026, 11, 23), date(2026, 3, 31), date(2028, 2, 28), date(2028, 2, 29)):
        assert UNDER_20.holds(births_at_age(19, on), on) is Truth.TRUE
        assert UNDER_20.holds(births_at_age(20, on), on) is Truth.FALSE


@given(births, days, st.sampled_from(sorted(STAGES)))
def test_a_stage_gives_exactly_the_birthdays_inside_it(born, on, stage):
    known = births_in_stage(stage, on)
    inside = born <= on and holds(STAGES[stage][1], born, on) is Truth.TRUE
    assert (known.first <= born <= known.last) == inside


@given(births, st.integers(0, 400), days, st.sampled_from(sorted(STAGES)))
def test_a_band_of_birthdays_is_certain_only_when_all_birthdays_agree(born, width, on, stage):
    window = STAGES[stage][1]
    known = Days(born, born + timedelta(days=width))
    value = window.holds(known, on)
    found = {holds(window, born + timedelta(days=n), on) for n in (0, width // 2, width)}
    if value is not Truth.UNKNOWN:
        assert found == {value}
    turn = window.turns_on(known, on)
    if turn is not None and value is not Truth.UNKNOWN:
        assert turn > on
        for day in (known.first, known.last):
            assert holds(window, day, turn - DAY) is not holds(window, day, turn)


def test_grades_turn_on_one_day_whatever_the_birthday():
    on = date(2026, 11, 23)
    assert UNTIL_18.turns_on(births_in_stage("hs3", on), on) == date(2027, 4, 1)
    assert UNTIL_18.turns_on(births_in_stage("high", on), on) is None


def test_months_end_on_the_last_day_of_a_short_month():
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2027, 12, 31), 2) == date(2028, 2, 29)
    assert months_after(date(2026, 4, 1), 12) == date(2027, 4, 1)


@pytest.mark.parametrize("text", ["fy", "age", "fy-1", "18", "fy1８", "school6", "age999"])
def test_marks_that_are_none(text):
    with pytest.raises(ValueError, match=text):
        Mark.read(text)
