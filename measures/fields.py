"""The figure of a parameter: one number, or a list of numbers by family size."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

Figure = int | float | list[int | float]

LARGEST = 10**12
LONGEST = 20
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_SEPARATOR = re.compile(r"[、/;\s]+")


def validate_figure(value: Any) -> None:
    """A number of zero or more, or a list of such numbers."""
    numbers = value if isinstance(value, list) else [value]
    right = bool(numbers) and len(numbers) <= LONGEST and all(map(_is_number, numbers))
    if not right:
        raise ValidationError("数字、または数字の並びを入れてください。", code="figure")


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value < LARGEST


def read_figure(text: str) -> Figure:
    """「46,690」 → 46690, 「690,000、1,070,000」 → [690000, 1070000]; full width is understood."""
    parts = [part for part in _SEPARATOR.split(unicodedata.normalize("NFKC", text)) if part]
    if not parts or not all(_NUMBER.fullmatch(part) for part in parts):
        raise ValidationError(
            "数字だけを入れてください。人数ごとの額は「690,000、1,070,000」のように「、」で区切ります。",
            code="figure",
        )
    numbers = [_number(part) for part in parts]
    return numbers if len(numbers) > 1 else numbers[0]


def _number(text: str) -> int | float:
    plain = text.replace(",", "")
    return float(plain) if "." in plain else int(plain)


def write_figure(value: Any) -> str:
    """What an editor sees in the form; the inverse of read_figure()."""
    if isinstance(value, list):
        return "、".join(f"{number:,}" for number in value)
    return f"{value:,}" if _is_number(value) else ("" if value is None else str(value))


class FigureFormField(forms.CharField):
    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else write_figure(value)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return read_figure(text) if text else None


class FigureField(models.JSONField):
    """A JSON column that editors fill like a table cell, not like a program."""

    default_validators = [validate_figure]

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": FigureFormField, **kwargs})
