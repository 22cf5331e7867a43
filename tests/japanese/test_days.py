"""Days and times as people write them; what does not exist is not guessed."""

from datetime import date, datetime, time

import pytest

from cms.japanese.days import read_day, read_moment, read_time

FOOLS_DAY = date(2027, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        *("2027-04-01", "2027/4/1", "2027.4.1", "20270401"),
        *("2027年4月1日", "2027年4月1日（木）", " 2027 年 4 月 1 日 "),
        *("令和9年4月1日", "令和９年４月１日", "R9.4.1", "r9/4/1", "Ｒ９．４．１"),
        *("２０２７－０４－０１", "２０２７ー０４ー０１", "２０２７／４／１", "２０２７０４０１"),
        "２０２７年４月１日",
    ],
)
def test_one_day_in_every_spelling(text: str) -> None:
    assert read_day(text) == FOOLS_DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成17年3月28日", date(2005, 3, 28)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("平成15年10月1", date(2003, 10, 1)),
        ("2028-02-29", date(2028, 2, 29)),
    ],
)
def test_older_eras_and_leap_years(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text",
    [
        *("2027-02-29", "2027-13-01", "2027-04-00", "20271301", "令和9年2月30日", "令和0年0月0日"),
        *("9/4/1", "27/4/1", "4/1/2027", "4月1日", "2027年4月", "99999999年1月1日", "0-1-1"),
        *("R9.4.1 5", "2027-1-1 1", "2027年4月1日（月）", "2027 04 01"),
        *("いつか", "", "NaN-NaN-NaN", "2027-04-01" * 9, "令和9999年1月1日"),
    ],
)
def test_what_is_no_day_is_not_guessed(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("2026-12-31 23:59", "2026-12-31T23:59", "2026/12/31 23:59:00", "20261231 23:59"),
        *("2026年12月31日 23:59", "2026年12月31日23:59", "2026年12月31日 23時59分"),
        *("令和8年12月31日（木）午後11時59分", "２０２６年１２月３１日　２３：５９"),
        "2026 年 12 月 31 日 23 時 59 分",
    ],
)
def test_a_day_with_a_time(text: str) -> None:
    assert read_moment(text) == datetime(2026, 12, 31, 23, 59)  # noqa: DTZ001  of no zone yet


@pytest.mark.parametrize("text", ["2026年12月31日24時", "2026-12-31 24:00", "2027-01-01 0:00"])
def test_the_end_of_a_day_is_the_start_of_the_next(text: str) -> None:
    assert read_moment(text) == datetime(2027, 1, 1)  # noqa: DTZ001  of no zone yet


@pytest.mark.parametrize(
    "text",
    [
        *("2026-12-31", "2026年12月31日", "23:59", "2026-12-31 25:00", "2026-12-31 24:01"),
        *("2026-12-31 23:60", "2026-02-30 09:00", "2026-12-31 午後12時", "9999-12-31 24:00"),
        *("2026123123:59", "2026-12-3123:59", ""),
    ],
)
def test_a_time_is_not_guessed_either(text: str) -> None:
    assert read_moment(text) is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        *(("8:30", time(8, 30)), ("08:30:00", time(8, 30)), ("０８：３０", time(8, 30))),
        *(("0830", time(8, 30)), ("8時半", None), ("8時30分", time(8, 30)), ("17時", time(17))),
        *(("午後5時", time(17)), ("午前 9:05", time(9, 5)), ("24:00", None), ("830", None)),
        *(("9", None), ("", None)),
    ],
)
def test_times(text: str, clock: time | None) -> None:
    assert read_time(text) == clock
