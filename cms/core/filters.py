"""Filters of lists in the admin."""

from datetime import date
from typing import Any

import django_filters
from django.core.exceptions import ValidationError
from django_filters.fields import DateRangeField
from wagtail.admin.filters import DateRangePickerWidget

FIRST, LAST = date(1900, 1, 1), date(2999, 12, 31)
OUTSIDE = "日は、1900年から2999年までの間で入れてください。"


class DayRangeField(DateRangeField):
    def compress(self, data_list: list[date | None]) -> Any:
        """The first day of all, in Tokyo, has no time of the world: the database would raise."""
        if any(day and not FIRST <= day <= LAST for day in data_list or ()):
            raise ValidationError(OUTSIDE, code="outside")
        return super().compress(data_list)


class DayRangeFilter(django_filters.DateFromToRangeFilter):
    """From one day to another, with the calendar of the admin."""

    field_class = DayRangeField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": DateRangePickerWidget, **kwargs})
