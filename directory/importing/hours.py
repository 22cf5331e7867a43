"""Opening hours written in words → lines that can be computed. Only when certain, else nothing.

月曜日から金曜日 午前8時45分から午後5時15分; 平日9時～21時／土曜9時～17時; 毎日 9:00～12:00.
"""

import re
import unicodedata
from datetime import time
from functools import lru_cache

from directory.choices import HolidayPolicy
from directory.records import HoursRecord

_DAYS = "月火水木金土日"
_WORKDAYS, _ALL = frozenset("01234"), frozenset("0123456")
_CLOCK = re.compile(r"(午前|午後)?(\d{1,2})(?:時(?:(\d{1,2})分?)?|:(\d{2}))")
_SPAN = rf"(?:{_CLOCK.pattern})(?:-|から)(?:{_CLOCK.pattern})(?:まで)?"
_SPANS = re.compile(rf"{_SPAN}(?:[・、,]?{_SPAN})*$")
_ONE_SPAN = re.compile(_SPAN)
_RANGE = re.compile(rf"([{_DAYS}])(?:-|から)([{_DAYS}])")
_PARTS = re.compile(r"[/、;]|(?<=\d)[,](?=[月火水木金土日平祝])")
# Closing days that say nothing but the ordinary: weekends, holidays, the turn of the year.
_ORDINARY_CLOSING = re.compile(
    r"^(?:[土日]曜?日?|祝日|祝祭日|休日|国民の休日|年末年始|12月29日-1月3日|は除く|を除く|[・、,])*$"
)


@lru_cache(maxsize=4096)
def parse_hours(text: str, closed: str = "") -> tuple[HoursRecord, ...]:
    """Lines for ``text`` and the closing days ``closed``; empty when anything is unclear.

    Times without days count only when the closing days say that weekends are free.
    """
    written, closing = _plain(text), _plain(closed)
    if not written or not _ORDINARY_CLOSING.match(closing):
        return ()
    if re.fullmatch(r"(?:365日|年中無休|毎日)?24時間(?:365日)?(?:対応)?", written):
        return () if closing else (_round_the_clock(),)
    lines: list[HoursRecord] = []
    for part in _PARTS.split(written):
        found = _line(part, closing)
        if not found:
            return ()
        lines += found
    return () if _overlapping(lines) else tuple(lines)


def _line(part: str, closing: str) -> list[HoursRecord]:
    match = re.match(r"^(.*?)の?((?:午前|午後)?\d.*)$", part)
    if not match or not _SPANS.fullmatch(match.group(2)):
        return []
    days, holidays = _days(match.group(1), closing)
    spans = [_times(span) for span in _ONE_SPAN.finditer(match.group(2))]
    if not days or any(span is None for span in spans):
        return []
    weekdays = "".join(sorted(days - _closed_days(closing)))
    return [
        HoursRecord(weekdays, span[0], span[1], holidays=str(holidays))
        for span in spans
        if span is not None and weekdays
    ]


def _days(text: str, closing: str) -> tuple[frozenset[str], str]:
    """Weekdays as digits, and what holds on holidays."""
    text = text.removeprefix("毎週")
    if not text:
        return (_WORKDAYS, HolidayPolicy.CLOSED) if _weekends_closed(closing) else (_no_days(), "")
    if text == "平日":
        return _WORKDAYS, HolidayPolicy.CLOSED
    if text == "毎日":
        return _ALL, _policy_of_every_day(closing)
    with_holidays = bool(re.search("祝日|休日", text))
    text = re.sub("[・、]?(?:祝日|休日)", "", text)
    days = _named_days(text)
    policy = HolidayPolicy.ALSO if with_holidays else HolidayPolicy.CLOSED
    return days, policy


def _policy_of_every_day(closing: str) -> str:
    """毎日 means holidays too unless said otherwise; the turn of the year stays closed."""
    return HolidayPolicy.CLOSED if re.search("祝|休日", closing) else HolidayPolicy.OPEN


def _named_days(text: str) -> frozenset[str]:
    """月-金, 月・火・水曜, 土日 → digits; anything else in the text makes it empty."""
    bare = re.sub("曜日?", "", text)
    days: set[str] = set()
    for first, last in _RANGE.findall(bare):
        begin, end = _DAYS.index(first), _DAYS.index(last)
        if begin > end:
            return _no_days()
        days |= {str(day) for day in range(begin, end + 1)}
    rest = _RANGE.sub("", bare)
    if re.search(f"[^{_DAYS}・、,]", rest):
        return _no_days()
    return frozenset(days | {str(_DAYS.index(day)) for day in rest if day in _DAYS})


def _closed_days(closing: str) -> frozenset[str]:
    named = re.findall(f"([{_DAYS}])曜", closing)
    return frozenset(str(_DAYS.index(day)) for day in named)


def _weekends_closed(closing: str) -> bool:
    return {"5", "6"} <= _closed_days(closing)


def _times(match: re.Match[str]) -> tuple[time, time] | None:
    clocks = [_time(clock) for clock in _CLOCK.finditer(match.group())]
    certain = [clock for clock in clocks if clock is not None]
    if len(clocks) != 2 or len(certain) != 2 or certain[0] >= certain[1]:
        return None
    return certain[0], certain[1]


def _time(match: re.Match[str]) -> time | None:
    half, hour, minute = match.group(1), int(match.group(2)), match.group(3) or match.group(4)
    if half == "午後" and hour < 12:
        hour += 12
    minutes = int(minute or 0)
    return time(hour, minutes) if hour < 24 and minutes < 60 else None


def _plain(text: str) -> str:
    """Width, blanks and the many signs for "to" made one; notes that change nothing dropped."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[\s　]", "", text)
    text = re.sub("[~〜～‐‑–—―ー−-]", "-", text)
    text = text.replace("正午", "12時")
    closed = (
        r"(?:土日)?(?:祝日?|祝祭日)(?:及び|・|、|並びに)?(?:年末年始)?(?:期間)?"
        r"(?:を除く|の場合は休み|は休み)"
    )
    return re.sub(rf"\((?:土・日・)?{closed}\)", "", text)


def _overlapping(lines: list[HoursRecord]) -> bool:
    for index, one in enumerate(lines):
        for other in lines[index + 1 :]:
            shared = set(one.weekdays) & set(other.weekdays)
            if shared and one.opens < other.closes and other.opens < one.closes:
                return True
    return False


def _round_the_clock() -> HoursRecord:
    return HoursRecord("0123456", time(0), time(0), holidays=HolidayPolicy.ALWAYS.value)


def _no_days() -> frozenset[str]:
    return frozenset()
