"""How old what a company says may be. Pure rules of days; nobody reads a clock here.

24 months after the confirmation the page says 「情報が古い可能性」; six months later it goes.
Thirty days before each limit the company is asked by mail.
"""

from calendar import monthrange
from datetime import date, timedelta

from companies.choices import Stage

STALE_MONTHS = 24
END_MONTHS = 30
NOTICE = timedelta(days=30)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def stale_from(confirmed_on: date) -> date:
    """First day with the label 「情報が古い可能性」."""
    return months_after(confirmed_on, STALE_MONTHS)


def ends_on(confirmed_on: date) -> date:
    """First day on which the page is no longer public."""
    return months_after(confirmed_on, END_MONTHS)


def is_stale(confirmed_on: date | None, *, on: date) -> bool:
    return confirmed_on is not None and on >= stale_from(confirmed_on)


def limit_of(stage: Stage, confirmed_on: date) -> date:
    return stale_from(confirmed_on) if stage == Stage.STALE else ends_on(confirmed_on)


def due_stage(confirmed_on: date, *, on: date) -> Stage | None:
    """The reminder that is due on that day: the later one when both are."""
    for stage in (Stage.END, Stage.STALE):
        if on >= limit_of(stage, confirmed_on) - NOTICE:
            return stage
    return None
