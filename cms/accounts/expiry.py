"""Accounts of municipal staff end on 30 April unless the owner confirmed them before (人事異動)."""

from datetime import date

END_MONTH, END_DAY = 4, 30
ASKING_FROM_MONTH = 2  # from 1 February on a confirmation counts for the coming year


def last_day_for(confirmed_on: date) -> date:
    """The last day of an account that was issued or confirmed on that day.

    2026-11-23 → 2027-04-30; 2027-01-31 → 2027-04-30; 2027-02-01 → 2028-04-30.
    """
    next_year = confirmed_on.month >= ASKING_FROM_MONTH
    return date(confirmed_on.year + next_year, END_MONTH, END_DAY)


def is_asking_time(today: date) -> bool:
    """1 February to 30 April: owners are asked to confirm their people."""
    return ASKING_FROM_MONTH <= today.month <= END_MONTH


def needs_confirmation(expires_on: date | None, today: date) -> bool:
    """Whether the account ends on the coming 30 April and may be confirmed already."""
    return is_asking_time(today) and expires_on is not None and expires_on < last_day_for(today)
