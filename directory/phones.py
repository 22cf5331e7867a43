"""Telephone numbers as people write them in lists: checked, with a display form. Pure functions."""

import re
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.core.telephone import COUNTRY, telephone_address
from cms.japanese.normalise import digits

# 1XY numbers for the public (電気通信番号計画); #dddd are short codes of public services.
SHORT_NUMBERS = frozenset({"110", "118", "119", "171", "177", "188", "189"})
_SHORT_CODE = re.compile(r"#[0-9]{4}")
_MADE_UP = re.compile(r"0[0-9]{1,3}0000000")  # 042-000-0000: samples that cannot ring anywhere
_SEPARATORS = re.compile(r"[-.()\s]")
_WIDE = str.maketrans("＃（）＋　．", "#()+ .")
_EXTENSION = re.compile(r"[(、,\s]*(?:内線|ext\.?)[\s:：]*([0-9]{1,8})[)]?\s*$", re.IGNORECASE)
_HYPHENATED = re.compile(r"[0-9]+(-[0-9]+)+")
_JAPAN = 81


class InvalidTelephoneError(ValueError):
    """The text is no telephone number; the message is for the person who typed it."""


@dataclass(frozen=True)
class Telephone:
    """``display`` as people read it, ``href`` as a telephone dials it."""

    display: str

    @property
    def href(self) -> str:
        return telephone_address(self.display)


@lru_cache(maxsize=16_384)
def telephone(text: str) -> Telephone:
    """Read a Japanese number: 042-626-3111, ０１２０…, 189, #8008. Raises InvalidTelephoneError."""
    written = digits(text.translate(_WIDE)).strip()
    if written in SHORT_NUMBERS or _SHORT_CODE.fullmatch(written):
        return Telephone(written)
    bare = _SEPARATORS.sub("", written)
    if not re.fullmatch(r"\+?[0-9]+", bare):
        raise InvalidTelephoneError(_("A telephone number has digits and hyphens only."))
    number = _subscriber(bare)
    if _HYPHENATED.fullmatch(written):
        return Telephone(written)
    return Telephone(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL))


def split_extension(text: str) -> tuple[str, str]:
    """042-626-3111（内線 2345） → (042-626-3111, 2345)."""
    written = digits(text.translate(_WIDE)).strip()
    match = _EXTENSION.search(written)
    return (written[: match.start()].strip(), match.group(1)) if match else (written, "")


def validate_telephone(text: str) -> None:
    """Model and form validator."""
    try:
        telephone(text)
    except InvalidTelephoneError as error:
        raise ValidationError(str(error), code="telephone") from error


def _subscriber(bare: str) -> phonenumbers.PhoneNumber:
    try:
        number = phonenumbers.parse(bare, COUNTRY)
    except phonenumbers.NumberParseException as error:
        raise InvalidTelephoneError(_("This is not a telephone number of Japan.")) from error
    known = number.country_code == _JAPAN and phonenumbers.is_valid_number(number)
    if not known and not _MADE_UP.fullmatch(bare):
        raise InvalidTelephoneError(
            _("There is no such telephone number. Please check the digits.")
        )
    return number
