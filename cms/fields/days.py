"""Days and times of the admin: read in any usual spelling, else the words stay and one is told.

The calendar of Wagtail fills the field only when it is clicked (``core/admin.js``).
"""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from cms.japanese.days import read_day, read_moment, read_time

SAY_DAY = "2027-04-01 か 2027年4月1日 のように書いてください。"
SAY_MOMENT = "2027-04-01 09:00 か 2027年4月1日 9時 のように、日と時刻を書いてください。"
SAY_TIME = "09:00 か 9時 のように書いてください。"


class _ReadsAsTyped:
    """Before a field of Django: text goes through ``read``, what it does not know is refused."""

    read: Callable[[str], Any]

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and value.strip():
            value = self.read(value)
            if value is None:
                raise ValidationError(self.error_messages["invalid"], code="invalid")  # type: ignore[attr-defined]
        return super().to_python(value)  # type: ignore[misc]


class DayField(_ReadsAsTyped, forms.DateField):
    read = staticmethod(read_day)
    widget = AdminDateInput
    default_error_messages = {"invalid": SAY_DAY}


class MomentField(_ReadsAsTyped, forms.DateTimeField):
    """A day without a time is refused: at 0:00 a last day would be over before it begins."""

    read = staticmethod(read_moment)
    widget = AdminDateTimeInput
    default_error_messages = {"invalid": SAY_MOMENT}


class ClockField(_ReadsAsTyped, forms.TimeField):
    read = staticmethod(read_time)
    widget = AdminTimeInput
    default_error_messages = {"invalid": SAY_TIME}


class DayBlock(blocks.DateBlock):
    @cached_property
    def field(self) -> DayField:
        return DayField(**self.field_options)

    def deconstruct(self) -> tuple[str, Any, Any]:
        """For a migration it is Wagtail's own block: what is stored is the same."""
        _path, arguments, options = super().deconstruct()
        return "wagtail.blocks.DateBlock", arguments, options


def register_day_fields() -> None:
    """Every form of pages, snippets and the schedule reads days so."""
    fields = ((models.DateField, DayField), (models.DateTimeField, MomentField))
    for stored, typed in (*fields, (models.TimeField, ClockField)):
        override = {"form_class": typed, "widget": typed.widget}
        register_form_field_override(stored, override=override)
