"""Whether an office answers now: midnight, fiscal years, holidays and the turn of the year."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from cms.core.calendar import TOKYO
from directory.choices import HolidayPolicy
from directory.hours_text import hours_lines
from directory.opening import DayException, Hours, State, opening_state
from directory.opening_words import status_kind

WORKDAYS = frozenset(range(5))
OFFICE = Hours(WORKDAYS, time(8, 30), time(17, 15))
ROUND_THE_CLOCK = Hours(frozenset(range(7)), time(0), time(0), holidays=HolidayPolicy.ALWAYS.value)


def tokyo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


def state_at(text: str, *lines: Hours, exceptions: tuple[DayException, ...] = ()):
    return opening_state(lines or (OFFICE,), exceptions, tokyo(text))


@pytest.mark.parametrize(
    ("moment", "kind"),
    [
        ("2026-11-24T08:29:59", State.CLOSED),
        ("2026-11-24T08:30:00", State.OPEN),
        ("2026-11-24T17:14:59", State.OPEN),
        ("2026-11-24T17:15:00", State.CLOSED),
        ("2026-11-24T00:00:00", State.CLOSED),
        ("2026-11-23T10:00:00", State.CLOSED),  # 勤労感謝の日, a Monday
        ("2026-11-28T10:00:00", State.CLOSED),  # Saturday
        ("2026-12-28T10:00:00", State.OPEN),
        ("2026-12-29T10:00:00", State.CLOSED),
        ("2027-01-03T10:00:00", State.CLOSED),
        ("2027-01-04T10:00:00", State.OPEN),
    ],
)
def test_an_office_of_weekdays(moment, kind):
    assert state_at(moment).kind == kind


def test_the_moment_may_come_in_any_time_zone():
    at = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)  # 8:30 of the 24th in Tokyo
    assert opening_state((OFFICE,), (), at).is_open


def test_before_the_new_year_the_next_day_is_after_the_holidays():
    state = state_at("2026-12-28T17:15:00")
    assert state.next_open == tokyo("2027-01-04T08:30:00")


def test_hours_change_with_the_fiscal_year():
    old = Hours(WORKDAYS, time(8, 30), time(17, 15), valid_to=date(2027, 3, 31))
    new = Hours(WORKDAYS, time(9), time(16), valid_from=date(2027, 4, 1))
    assert state_at("2027-03-31T16:30:00", old, new).until == tokyo("2027-03-31T17:15:00")
    assert not state_at("2027-04-01T16:30:00", old, new).is_open
    assert state_at("2027-03-31T18:00:00", old, new).next_open == tokyo("2027-04-01T09:00:00")


def test_hours_that_ended_are_unknown_never_open():
    old = Hours(WORKDAYS, time(8, 30), time(17, 15), valid_to=date(2027, 3, 31))
    assert state_at("2027-04-01T10:00:00", old).kind == State.UNKNOWN
    assert opening_state((), (), tokyo("2026-11-24T10:00:00")).kind == State.UNKNOWN


def test_a_line_that_never_closes():
    for moment in ("2026-11-24T03:00:00", "2027-01-01T00:00:00"):
        state = state_at(moment, ROUND_THE_CLOCK)
        assert state.is_open
        assert state.until is None


def test_past_midnight():
    night = Hours(frozenset({4}), time(20), time(2))  # Friday evening
    assert state_at("2026-11-28T01:59:00", night).until == tokyo("2026-11-28T02:00:00")
    assert not state_at("2026-11-28T02:00:00", night).is_open
    assert not state_at("2026-11-27T01:00:00", night).is_open  # that was Thursday's night


def test_a_lunch_break_has_two_lines():
    morning, afternoon = (
        Hours(WORKDAYS, time(9), time(12)),
        Hours(WORKDAYS, time(13), time(17)),
    )
    state = state_at("2026-11-24T12:30:00", morning, afternoon)
    assert state.next_open == tokyo("2026-11-24T13:00:00")
    joined = state_at("2026-11-24T11:00:00", morning, Hours(WORKDAYS, time(12), time(17)))
    assert joined.until == tokyo("2026-11-24T17:00:00")


def test_weeks_of_the_month():
    saturdays = Hours(frozenset({5}), time(9), time(12), weeks=frozenset({1, 3}))
    assert state_at("2026-11-07T10:00:00", saturdays).is_open
    assert not state_at("2026-11-14T10:00:00", saturdays).is_open
    assert state_at("2026-11-21T10:00:00", saturdays).is_open


@pytest.mark.parametrize(
    ("policy", "on_holiday", "at_year_end"),
    [
        ("closed", False, False),
        ("open", True, False),
        ("also", True, False),
        ("always", True, True),
    ],
)
def test_holiday_policies(policy, on_holiday, at_year_end):
    monday = Hours(frozenset({0, 3}), time(9), time(17), holidays=policy)
    assert state_at("2026-11-23T10:00:00", monday).is_open is on_holiday
    assert state_at("2026-12-31T10:00:00", monday).is_open is at_year_end


def test_also_opens_on_a_holiday_of_another_weekday():
    weekend = Hours(frozenset({5, 6}), time(9), time(18), holidays="also")
    assert state_at("2026-11-23T10:00:00", weekend).is_open  # a holiday on Monday
    assert not state_at("2026-11-24T10:00:00", weekend).is_open


def test_exceptions_win():
    closed = DayException(date(2026, 11, 24), date(2026, 11, 25))
    short = DayException(date(2026, 11, 26), date(2026, 11, 26), time(10), time(12))
    assert not state_at("2026-11-24T10:00:00", exceptions=(closed,)).is_open
    assert state_at("2026-11-24T10:00:00", exceptions=(closed, short)).next_open == tokyo(
        "2026-11-26T10:00:00"
    )
    assert not state_at("2026-11-26T13:00:00", exceptions=(short,)).is_open


@pytest.mark.parametrize(
    ("moment", "words", "look"),
    [
        ("2026-11-24T10:00:00", "今かけられます（今日は17:15まで）", "open"),
        ("2026-11-24T16:30:00", "今かけられます（今日は17:15まで）", "soon"),
        ("2026-11-24T07:00:00", "今日 8:30から", "closed"),
        ("2026-11-24T18:30:00", "明日 8:30から", "closed"),
        ("2026-11-23T10:00:00", "今日は休み・明日 8:30から", "closed"),
        ("2026-11-27T18:00:00", "11月30日（月）8:30から", "closed"),
    ],
)
def test_words_in_japanese(moment, words, look):
    state = state_at(moment)
    with translation.override("ja"):
        assert state.words == words
    assert status_kind(state) == look


def test_words_of_lines_without_an_end_and_of_unknown_hours():
    with translation.override("ja"):
        assert state_at("2026-11-24T10:00:00", ROUND_THE_CLOCK).words == "24時間かけられます"
        unknown = opening_state((), (), tokyo("2026-11-24T10:00:00"))
        assert unknown.words == "時間は電話で確かめてください"
        assert status_kind(unknown) == "check"
        night = Hours(frozenset({1}), time(20), time(2))
        assert state_at("2026-11-24T21:00:00", night).words == "今かけられます（明日2:00まで）"
        evening = Hours(frozenset({1}), time(20), time(0))
        assert state_at("2026-11-24T21:00:00", evening).words == "今かけられます（24:00まで）"
    never = DayException(date(2026, 11, 1), date(2026, 12, 31))
    with translation.override("en"):
        assert state_at("2026-11-24T10:00:00", exceptions=(never,)).words == "Closed now"
        assert state_at("2026-11-27T18:00:00").words == "From Mon 2026-11-30 8:30"


def test_lines_as_people_read_them():
    lines = [
        OFFICE,
        Hours(frozenset({0, 1, 3}), time(9), time(0), weeks=frozenset({1, 3}), holidays="open"),
        Hours(frozenset({5, 6}), time(20), time(2), holidays="also"),
        ROUND_THE_CLOCK,
    ]
    with translation.override("ja"):
        assert hours_lines(lines) == [
            "月〜金 8:30〜17:15（祝日・年末年始は休み）",
            "月・火・木（第1・3週） 9:00〜24:00（祝日も開く。年末年始は休み）",
            "土・日 20:00〜翌2:00（祝日にも開く。年末年始は休み）",
            "毎日 24時間",
        ]
