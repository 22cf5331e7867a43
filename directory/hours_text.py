"""Opening hours as one reads them: 月〜金 8:30〜17:15（祝日・年末年始は休み）."""

from collections.abc import Sequence
from datetime import time

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from directory.choices import HolidayPolicy
from directory.opening import EVERY_DAY, Hours
from directory.opening_words import weekday_short


def hours_lines(schedules: Sequence[Hours]) -> list[str]:
    """One line for each schedule line, in the active language."""
    return [_line(line) for line in schedules]


def _line(line: Hours) -> str:
    parts = [_days(line), _times(line)]
    return " ".join(part for part in parts if part) + _holidays(line.holidays)


def _days(line: Hours) -> str:
    if line.weekdays == EVERY_DAY:
        days = _("Every day")
    else:
        days = "・".join(_run(first, last) for first, last in _runs(sorted(line.weekdays)))
    if not line.weeks:
        return days
    weeks = pgettext("weeks of a month", ", ").join(str(week) for week in sorted(line.weeks))
    return _("%(days)s (week %(weeks)s of the month)") % {"days": days, "weeks": weeks}


def _times(line: Hours) -> str:
    if line.opens == line.closes:
        return _("24 hours")
    closes = "24:00" if line.closes == time(0) else f"{line.closes:%-H:%M}"
    if line.closes < line.opens and line.closes != time(0):
        closes = _("%(time)s the next day") % {"time": closes}
    return f"{line.opens:%-H:%M}〜{closes}"


def _holidays(policy: str) -> str:
    notes = {
        HolidayPolicy.CLOSED: _(" (closed on holidays and over New Year)"),
        HolidayPolicy.OPEN: _(" (open on holidays, closed over New Year)"),
        HolidayPolicy.ALSO: _(" (and on holidays; closed over New Year)"),
        HolidayPolicy.ALWAYS: "",
    }
    return notes[HolidayPolicy(policy)]


def _runs(days: list[int]) -> list[tuple[int, int]]:
    """[0,1,2,4] → [(0,2),(4,4)]."""
    runs: list[tuple[int, int]] = []
    for day in days:
        if runs and day == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _run(first: int, last: int) -> str:
    if first == last:
        return weekday_short(first)
    joint = "・" if last == first + 1 else "〜"
    return f"{weekday_short(first)}{joint}{weekday_short(last)}"
