"""Fields that understand what people in Japan type: full-width digits, dashes of any kind."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.areas.finding import find_areas
from cms.core.amounts import amounts_in
from cms.core.calendar import today
from cms.japanese.normalise import clean, digits

MOST_PLACES = 10
MOST_NAMED = 5


class LineField(forms.CharField):
    """One line without what no page can hold; longer texts are refused, never cut."""

    def to_python(self, value: Any) -> str:
        return clean(str(value or ""), (self.max_length or 200) + 1)


class ProseField(LineField):
    """Words for the page: amounts and rates go into the offer, where they have a date."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if found := amounts_in(value):
            message = _("Please leave out amounts and rates (%(found)s). They belong to the offer.")
            raise ValidationError(message % {"found": "、".join(found[:3])}, code="amount")


class DigitsField(LineField):
    """Digits of a number; blanks and dashes between them do not matter."""

    def to_python(self, value: Any) -> str:
        return digits(super().to_python(value)).replace("-", "").replace(" ", "")


class DashedNumberField(LineField):
    """13010－12345678 → 13010-12345678."""

    def to_python(self, value: Any) -> str:
        return digits(super().to_python(value)).replace(" ", "")


class _Wide:
    def to_python(self, value: Any) -> Any:
        text = unicodedata.normalize("NFKC", value) if isinstance(value, str) else value
        return super().to_python(text)  # type: ignore[misc]


class WideIntegerField(_Wide, forms.IntegerField):
    pass


class WideDecimalField(_Wide, forms.DecimalField):
    pass


class WideDateField(_Wide, forms.DateField):
    pass


class PlacesField(forms.CharField):
    """One place on a line, by name or postcode. Cleans to a tuple of area codes."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        lines = [line for line in text.replace("、", "\n").splitlines() if line.strip()]
        if len(lines) > MOST_PLACES:
            message = _("Enter at most %(most)s places. For more, enter the prefectures.")
            raise ValidationError(message % {"most": MOST_PLACES}, code="many")
        codes = [_code_of(line) for line in lines]
        return tuple(dict.fromkeys(codes))


def _code_of(line: str) -> str:
    matches = find_areas(line, on=today())
    if matches.only:
        return matches.only.code6
    if not matches.areas:
        message = _("We do not know the place “%(place)s”. Write it like 八王子市 or 192-0046.")
        raise ValidationError(message % {"place": clean(line, 30)}, code="unknown")
    names = "、".join(area.full_name for area in matches.areas[:MOST_NAMED])
    message = _("“%(place)s” can be several places (%(names)s). Write the prefecture too.")
    raise ValidationError(message % {"place": clean(line, 30), "names": names}, code="several")
