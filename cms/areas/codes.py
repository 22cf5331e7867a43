"""全国地方公共団体コード: five digits (JIS X 0401/0402) and a check digit."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.japanese.normalise import digits

_WEIGHTS = (6, 5, 4, 3, 2)
PREFECTURES = 47


def check_digit(code5: str) -> str:
    """Sixth digit: 11 minus (weighted sum modulo 11), last digit of the result.

    Source: 総務省「都道府県コード及び市区町村コード」検査数字を算出する算式.
    """
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, code5, strict=True))
    return str((11 - total % 11) % 10)


def is_code6(code: str) -> bool:
    """True for six ASCII digits whose last one is right. Says nothing about existence."""
    return bool(re.fullmatch("[0-9]{6}", code)) and check_digit(code[:5]) == code[5]


def to_code6(typed: str) -> str | None:
    """The six-digit code meant by ``typed``, or None: full width, or five digits, are understood.

    A spreadsheet that lost leading zeros must be repaired by who reads it (``zfill``): five digits
    are always read as the code without check digit.
    """
    code = digits(typed).strip()
    if is_code6(code):
        return code
    if re.fullmatch("[0-9]{5}", code) and 1 <= int(code[:2]) <= PREFECTURES:
        return code + check_digit(code)
    return None


def validate_code6(code: str) -> None:
    """Model and form validator."""
    if not is_code6(code):
        raise ValidationError(
            _("Enter the 6-digit local government code; “%(code)s” has a wrong check digit."),
            code="code6",
            params={"code": code},
        )
