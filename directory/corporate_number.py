"""法人番号: a check digit, then twelve digits."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LENGTH = 13


def check_digit(body: str) -> int:
    """First digit of the number for the twelve digits after it.

    9 minus (weighted sum modulo 9), weights 1 and 2 in turn from the right.
    Source: 法人番号の指定等に関する省令 第2条.
    """
    pairs = enumerate(reversed(body))
    return 9 - sum(int(digit) * (1 if place % 2 == 0 else 2) for place, digit in pairs) % 9


def validate_corporate_number(number: str) -> None:
    """Model and form validator."""
    is_number = len(number) == LENGTH and number.isascii() and number.isdigit()
    if not is_number or check_digit(number[1:]) != int(number[0]):
        message = _("Enter the 13 digits of the corporate number; the first digit does not fit.")
        raise ValidationError(message, code="corporate_number")
