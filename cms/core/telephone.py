"""Telephone numbers of Japan as addresses a phone can dial."""

import unicodedata

import phonenumbers

COUNTRY = "JP"
# Short codes and toll-free services are dialled as they stand; +81 would not reach them from Japan.
_DIALLED_AS_WRITTEN = ("#", "0120", "0800", "0570", "0180", "0990")


def plain_number(text: str) -> str:
    """ASCII digits and ``#*+`` of ``text`` (full-width accepted); separators are dropped."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign in "0123456789#*+")


def telephone_address(text: str) -> str:
    """``042-000-0000`` → ``tel:+81420000000``; ``#8008`` → ``tel:%238008``."""
    digits = plain_number(text)
    if not digits:
        return ""
    if digits.startswith(_DIALLED_AS_WRITTEN) or len(digits) <= 4:
        return _as_written(digits)
    try:
        number = phonenumbers.parse(digits, COUNTRY)
    except phonenumbers.NumberParseException:
        return _as_written(digits)
    return "tel:" + phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _as_written(digits: str) -> str:
    return "tel:" + digits.replace("#", "%23")
