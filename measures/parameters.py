"""Dated amounts as pages show them: the value of a day, in words of the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.core.languages import interface_tag
from measures.choices import Confidence, Index
from measures.fields import Figure
from measures.models import ParameterValue

MAN = 10_000


@dataclass(frozen=True)
class Amount:
    """The value of a parameter on a day. ``value`` is one number, or a list by family size."""

    key: str
    value: Figure
    unit: str
    runs_over: str
    valid_from: date
    source_title: str = ""
    source_url: str = ""
    confidence: str = Confidence.TO_CHECK

    @property
    def text(self) -> str:
        """「46,690円」; of a list, the first. Always with all digits: 「10,000円」."""
        first = self.value[0] if isinstance(self.value, list) else self.value
        return amount_text(first, self.unit)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """(「扶養1人」, 「107万円」) for each number of a list; nothing for a single number."""
        if not isinstance(self.value, list):
            return []
        return [
            (index_text(self.runs_over, place), amount_text(number, self.unit, in_man=True))
            for place, number in enumerate(self.value)
        ]

    @property
    def since(self) -> str:
        """「2025年4月から」: the first day the value holds."""
        if _in_japanese():
            first_of_month = self.valid_from.day == 1
            day = "" if first_of_month else f"{self.valid_from.day}日"
            return f"{self.valid_from.year}年{self.valid_from.month}月{day}から"
        return _("since %(day)s") % {"day": self.valid_from.isoformat()}


def value_on(key: str, on: date) -> Amount | None:
    """The value of one parameter on a day; None when it is unknown or has not begun."""
    return values_on([key], on).get(key)


def values_on(keys: Iterable[str], on: date) -> dict[str, Amount]:
    """Values of several parameters by key, in one query."""
    found = ParameterValue.objects.on(on).filter(parameter__key__in=list(keys))
    return {value.parameter.key: amount_of(value) for value in found}


def amounts_by_parameter(ids: Iterable[int], on: date) -> dict[int, Amount]:
    """Values of several parameters by the parameter's primary key, in one query."""
    found = ParameterValue.objects.on(on).filter(parameter__in=list(ids))
    return {value.parameter_id: amount_of(value) for value in found}


def amount_of(value: ParameterValue) -> Amount:
    return Amount(
        key=value.parameter.key,
        value=value.value,
        unit=value.parameter.unit,
        runs_over=value.parameter.runs_over,
        valid_from=value.valid_from,
        source_title=value.source_title,
        source_url=value.source_url,
        confidence=value.confidence,
    )


def amount_text(value: int | float, unit: str, *, in_man: bool = False) -> str:
    """46690 円 → 46,690円, 80 % → 80%; in English “46,690 yen”.

    ``in_man``, for tables of limits: 1450000 円 → 145万円.
    """
    if unit == "円":
        return _yen(value, in_man)
    if unit == "か月" and not _in_japanese():
        return ngettext("%(number)s month", "%(number)s months", int(value)) % {"number": value}
    return f"{_plain(value)}{unit}"


def _yen(value: int | float, in_man: bool) -> str:
    if not _in_japanese():
        return _("%(number)s yen") % {"number": _plain(value)}
    is_round = in_man and value >= MAN and value % MAN == 0
    return f"{_plain(value // MAN)}万円" if is_round else f"{_plain(value)}円"


def _plain(value: int | float) -> str:
    return f"{int(value):,}" if value == int(value) else f"{value:,}"


def index_text(kind: str, place: int) -> str:
    """Name of the ``place``-th number (from 0) of a list."""
    if kind == Index.HOUSEHOLD:
        number = place + 1
        return ngettext("%(number)s person", "%(number)s people", number) % {"number": number}
    return ngettext("%(number)s dependant", "%(number)s dependants", place) % {"number": place}


def _in_japanese() -> bool:
    return interface_tag(translation.get_language() or "ja") == "ja"
