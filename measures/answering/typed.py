"""Amounts, numbers and days as people type them, alone or as a span, and the same written again."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from cms.japanese.days import read_day

MAN = 10_000
MOST_YEN = 10**10
BARE_MAN = 10_000  # 「250」 is 250万円: nobody earns 250 yen a year
MOST_CHARACTERS = 60
_AMOUNT = re.compile(r"^(?:(\d{1,6}(?:\.\d{1,4})?)万)?(\d{0,10})(円?)$")
_NUMBER = re.compile(r"^(\d{1,10})(?:人|歳|才)?$")
_SPAN = re.compile(r"[〜~～]|から")  # NFKC turns 「～」 into 「~」, but not 「〜」


def read_yen(text: str) -> int | None:
    """「250」「250万」「2,500,000円」「２５０万５０００」→ yen; None when it is no amount."""
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[\s,、]", "", plain)
    match = _AMOUNT.match(plain) if plain.isascii() or set("万円") & set(plain) else None
    if match is None or not (match[1] or match[2]):
        return None
    ones = int(match[2] or 0)
    if match[1] is None and not match[3] and 0 < ones < BARE_MAN:
        return ones * MAN
    return min(round(float(match[1] or 0) * MAN) + ones, MOST_YEN)


def read_number(text: str) -> int | None:
    """「２人」「34歳」「5」 → a whole number; None when it is none."""
    plain = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text))
    match = _NUMBER.match(plain) if plain[:1].isascii() else None
    return int(match[1]) if match else None


def read_amounts(text: str, read: Callable[[str], int | None]) -> Any:
    """A number, or ``[low, high]`` of 「300万〜450万」「300万〜」「〜450万」; else None."""
    parts = _SPAN.split(text[:MOST_CHARACTERS])
    if len(parts) == 1:
        return read(text[:MOST_CHARACTERS])
    low, high = (part.strip().removesuffix("まで") for part in (parts[0], parts[-1]))
    ends = [read(low) if low else 0, read(high) if high else None]
    is_wrong = len(parts) != 2 or not (low or high) or ends[0] is None
    return None if is_wrong or (high and ends[1] is None) else ends


def read_days(text: str) -> Any:
    """「2026-05-10」「令和8年5月10日」 as one ISO day, a span as ``[first, last]``; else None."""
    parts = _SPAN.split(text[:MOST_CHARACTERS])
    days = [read_day(part.strip().removesuffix("まで")) for part in parts]
    if len(days) > 2 or None in days:
        return None
    written = [day.isoformat() for day in days if day]
    return written if len(written) > 1 else written[0]


def read_age_or_birth(text: str) -> dict[str, Any] | None:
    """What is known of a child: 「3歳」 as an age, 「2020-04-01」 as a birth date."""
    age = read_number(text)
    if age is not None:
        return {"age": age}
    born = read_day(text[:MOST_CHARACTERS])
    return {"born": born.isoformat()} if isinstance(born, date) else None


def write_amounts(value: Any, unit: str) -> str:
    """What ``read_amounts`` reads back: 「2,000,000円」「1人」「3,000,000円〜」."""
    if not isinstance(value, list):
        return f"{value:,}{unit}"
    return "〜".join("" if end is None else f"{end:,}{unit}" for end in value)


def write_days(value: Any) -> str:
    return "〜".join(value) if isinstance(value, list) else str(value)
