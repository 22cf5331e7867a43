"""What the state of an office is called, in the active language."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cms.core.languages import speaks_japanese
from directory.opening import OpeningState, State

SOON = timedelta(hours=1)


def words_for(state: OpeningState) -> str:
    if state.kind == State.OPEN:
        return _open_words(state)
    if state.kind == State.UNKNOWN:
        return _("Ask for the hours by telephone")
    if state.next_open is None:
        return _("Closed now")
    if state.next_open.date() == state.at.date():
        return _("Today from %(time)s") % {"time": clock(state.next_open)}
    later = _later_words(state.next_open, state.at.date())
    return later if state.opens_today else _("Closed today. %(later)s") % {"later": later}


def status_kind(state: OpeningState) -> str:
    """Name of the look: open, soon (within the hour), closed, check."""
    if state.kind == State.UNKNOWN:
        return "check"
    edge = state.until if state.is_open else state.next_open
    if edge is not None and edge - state.at <= SOON:
        return "soon"
    return state.kind.value


def clock(moment: datetime) -> str:
    """8:30, as offices write it; midnight as the end of a day is 24:00."""
    return f"{moment.hour}:{moment.minute:02}"


def _open_words(state: OpeningState) -> str:
    if state.until is None:
        return _("Open 24 hours")
    today = state.at.date()
    if state.until.date() == today:
        return _("Open now, until %(time)s today") % {"time": clock(state.until)}
    if state.until == _midnight_after(state.at):
        return _("Open now, until midnight")
    return _("Open now, until %(when)s") % {"when": _moment(state.until, today)}


def _later_words(moment: datetime, today: date) -> str:
    if moment.date() == today + timedelta(days=1):
        return _("Tomorrow from %(time)s") % {"time": clock(moment)}
    return _("From %(when)s") % {"when": _moment(moment, today)}


def _moment(moment: datetime, today: date) -> str:
    if moment.date() == today + timedelta(days=1):
        return _("%(time)s tomorrow") % {"time": clock(moment)}
    weekday = weekday_short(moment.weekday())
    if speaks_japanese():
        return f"{moment.month}月{moment.day}日（{weekday}）{clock(moment)}"
    return f"{weekday} {moment.date().isoformat()} {clock(moment)}"


def _midnight_after(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def weekday_short(number: int) -> str:
    """月 … 日; 0 is Monday."""
    return (
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    )[number]
