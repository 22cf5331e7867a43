"""One cell → one value, or a message that says what to write instead."""

import re
from datetime import date
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from cms.areas.codes import check_digit, is_code6
from cms.japanese.normalise import clean, digits
from directory.choices import Channel
from directory.phones import InvalidTelephoneError, split_extension, telephone
from directory.records import ContactRecord

_YES = frozenset({"はい", "○", "◯", "〇", "1", "true", "yes", "あり", "可", "見本"})
_NO = frozenset({"", "いいえ", "×", "0", "false", "no", "なし", "不可", "-"})
_SEVERAL = re.compile(r"[、;；\n]|,\s|／|/(?=\s*0)")
_validate_url = URLValidator(schemes=["https", "http"])


class BadCellError(ValueError):
    """The message is Japanese and says what to write."""


def tidy(written: str, limit: int) -> str:
    """``clean`` of cms.japanese; text that is clean already, nearly all of it, skips the work."""
    if written.isprintable() and "  " not in written and len(written) <= limit:
        return written.strip()
    return clean(written, limit)


def text_of(written: str, limit: int) -> str:
    value = tidy(written, limit + 1)
    if len(value) > limit:
        raise BadCellError(f"{limit}字までです。短くしてください。")
    return value


def truth_of(written: str) -> bool:
    value = clean(written, 20).lower()
    if value in _YES:
        return True
    if value in _NO:
        return False
    raise BadCellError("「はい」か「いいえ」で書いてください（空欄は「いいえ」）。")


@lru_cache(maxsize=4096)
def date_of(written: str) -> date | None:
    """2026-07-27, 2026/7/27, 2026年7月27日."""
    value = digits(clean(written, 20))
    if not value:
        return None
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", value)
    try:
        return date(*map(int, match.groups())) if match else date.fromisoformat(value)
    except ValueError as error:
        raise BadCellError("日付は 2026-04-01 のように書いてください。") from error


def number_of(written: str, low: float, high: float) -> float | None:
    value = digits(clean(written, 20))
    if not value:
        return None
    try:
        number = float(value)
    except ValueError as error:
        raise BadCellError("数字で書いてください。") from error
    if not low <= number <= high:
        raise BadCellError(f"日本の中の値（{low}から{high}）にしてください。")
    return number


@lru_cache(maxsize=8192)
def postal_code_of(written: str) -> str:
    value = digits(clean(written, 20)).lstrip("〒 ")
    if not value:
        return ""
    match = re.fullmatch(r"(\d{3})-?(\d{4})", value)
    if not match:
        raise BadCellError("郵便番号は 192-0046 のように7けたで書いてください。")
    return f"{match.group(1)}-{match.group(2)}"


@lru_cache(maxsize=8192)
def url_of(written: str) -> str:
    value = tidy(written, 301)
    if not value:
        return ""
    try:
        _validate_url(value)
    except ValidationError as error:
        raise BadCellError("「https://」で始まるアドレスを1つだけ書いてください。") from error
    if len(value) > 300:
        raise BadCellError("アドレスは300字までです。")
    return value


def area_of(written: str, known: dict[str, str]) -> str:
    """Six, five or two digits (prefecture); leading zeros that a spreadsheet lost come back.

    ``known`` leads from every code6 to the code of today.
    """
    value = digits(clean(written, 12)).strip()
    if not value.isdigit() or len(value) > 6:
        raise BadCellError("全国地方公共団体コード（6けたの数字）を書いてください。")
    if len(value) == 6 and not is_code6(value):
        raise BadCellError(
            f"{value} は検査数字（6けた目）が合いません。書きまちがいがないか見てください。"
        )
    for code in _codes(value):
        if code in known:
            return known[code]
    raise BadCellError(f"{value} という自治体コードはありません。")


def _codes(value: str) -> list[str]:
    if len(value) == 6:
        return [value]
    if len(value) <= 2:
        return [_with_check_digit(value.zfill(2) + "000")]
    return [_with_check_digit(value.zfill(5)), value.zfill(6)]


def _with_check_digit(code5: str) -> str:
    return code5 + check_digit(code5)


def dialled(written: str, channel: Channel, extension: str = "") -> list[ContactRecord]:
    """Telephone or fax numbers, also several in one cell, also with 内線 behind."""
    return [_dialled(part, channel, extension) for part in _parts(written)]


def _dialled(part: str, channel: Channel, extension: str) -> ContactRecord:
    number, found = split_extension(part)
    try:
        display = telephone(number).display
    except InvalidTelephoneError as error:
        raise BadCellError(f"「{clean(part, 40)}」は電話番号として読めません。{error}") from error
    return ContactRecord(channel.value, display, extension or found)


def extension_of(written: str) -> str:
    value = digits(tidy(written, 9))
    if not value.isdigit() or len(value) > 8:
        raise BadCellError("内線は数字だけで書いてください。")
    return value


def mails(written: str) -> list[ContactRecord]:
    for part in _parts(written):
        _refuse_bad_mail(part)
    return [ContactRecord(Channel.MAIL.value, part) for part in _parts(written)]


def links(written: str, channel: Channel) -> list[ContactRecord]:
    address = url_of(written)
    return [ContactRecord(channel.value, address)] if address else []


@lru_cache(maxsize=4096)
def _refuse_bad_mail(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise BadCellError(f"「{clean(address, 60)}」はメールアドレスとして読めません。") from error


def _parts(written: str) -> list[str]:
    return [part.strip() for part in _SEVERAL.split(written) if part.strip()]
