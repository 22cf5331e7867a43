"""Days and times as people in Japan write them: 2027年4月1日, 令和9年4月1日, R9.4.1.

Pure functions and the one home of this reading. What is no day, and a day that does not exist
(2月29日 of a common year), is None: nothing is guessed.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Final

from cms.japanese.normalise import digits

ERA_STARTS: Final = {
    "令和": 2018,
    "平成": 1988,
    "昭和": 1925,
    "R": 2018,
    "H": 1988,
    "S": 1925,
}
MOST_CHARACTERS: Final = 40
WEEKDAYS: Final = "月火水木金土日"  # from Monday, as Python counts
_SIGNS: Final = str.maketrans("．。：∶", "..::")
_DAY = (
    r"(?:(?P<era>令和|平成|昭和|[RHS])?(?P<year>元|[0-9]{1,4})[年/.-]"
    r"(?P<month>[0-9]{1,2})[月/.-](?P<number>[0-9]{1,2})日?"
    r"|(?P<packed>[0-9]{8}))(?:\((?P<weekday>[月火水木金土日])\))?"
)
_TIME = (
    r"(?P<half>午前|午後)?(?P<hour>[0-9]{1,2})"
    r"(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"|時(?:(?P<minutes>[0-9]{1,2})分)?)"
)
_ONLY_DAY = re.compile(_DAY, re.IGNORECASE)
_ONLY_TIME = re.compile(_TIME)
_MOMENT = re.compile(rf"{_DAY}(?:[T\s]\s*|(?<=[日)])){_TIME}", re.IGNORECASE)
MIDNIGHT: Final = 24  # 「24時」 is how offices write the end of a day


def read_day(text: str) -> date | None:
    """2027-04-01, 2027/4/1, 20270401, 2027年4月1日（木）, 令和9年4月1日, R9.4.1; else None."""
    match = _ONLY_DAY.fullmatch(_without_blanks(text))
    return _day(match) if match else None


def read_time(text: str) -> time | None:
    """9:05, 0905, 9時, 23時59分, 午後5時30分; else None. A clock has no 24時."""
    plain = re.sub(r"^([0-9]{2})([0-9]{2})$", r"\1:\2", _without_blanks(text))
    match = _ONLY_TIME.fullmatch(plain)
    hour = _hour(match) if match else None
    return _time(match, hour) if match and hour is not None else None


def read_moment(text: str) -> datetime | None:
    """A day and a time: 「2026年12月31日 23:59」「令和8年12月31日24時」; a day alone is None."""
    match = _MOMENT.fullmatch(_close_up(_plain(text)))
    day, hour = (_day(match), _hour(match)) if match else (None, None)
    if match is None or day is None or hour is None:
        return None
    at_midnight = hour == MIDNIGHT
    clock = _time(match, 0 if at_midnight else hour)
    if clock is None or (at_midnight and clock != time()):
        return None
    try:
        return datetime.combine(day, clock) + timedelta(days=at_midnight)
    except OverflowError:
        return None


def _plain(text: str) -> str:
    """Without width; a hyphen of any kind beside a digit is one; a long text is no day."""
    if len(text) > MOST_CHARACTERS:
        return ""
    plain = digits(unicodedata.normalize("NFKC", digits(text))).translate(_SIGNS)
    return " ".join(plain.split())


def _without_blanks(text: str) -> str:
    """A blank between two digits stays: they are parts of two numbers, and nothing is guessed."""
    return re.sub(r"(?<![0-9])\s|\s(?![0-9])", "", _plain(text))


def _close_up(text: str) -> str:
    """The one blank that parts day and time stays: 「2026 年 12 月 31 日 23 時」 has others."""
    return re.sub(r"(?<=[年月時])\s|\s(?=[年月日時分])|(?<=午前|午後)\s", "", text)


def _day(match: re.Match[str]) -> date | None:
    if packed := match["packed"]:
        year, month, number = int(packed[:4]), int(packed[4:6]), int(packed[6:])
    else:
        year, month, number = _year(match), int(match["month"]), int(match["number"])
    try:
        day = date(year, month, number)
    except ValueError:
        return None
    weekday = match["weekday"]
    return day if weekday is None or weekday == WEEKDAYS[day.weekday()] else None


def _year(match: re.Match[str]) -> int:
    """Zero, which is no year, for 「9」 without an era: nobody can say which one is meant."""
    era, written = match["era"], match["year"]
    if era:
        return ERA_STARTS[era.upper()] + (1 if written == "元" else int(written))
    return int(written) if len(written) == 4 else 0


def _hour(match: re.Match[str]) -> int | None:
    """None for 午後12時, by which some mean noon and others midnight."""
    hour, half = int(match["hour"]), match["half"]
    if not half:
        return hour
    return hour + 12 * (half == "午後") if hour < 12 else None


def _time(match: re.Match[str], hour: int) -> time | None:
    minute = int(match["minute"] or match["minutes"] or 0)
    try:
        return time(hour, minute, int(match["second"] or 0))
    except ValueError:
        return None
