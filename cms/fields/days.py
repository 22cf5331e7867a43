"""Days and times of the admin: read in any usual spelling, else the words stay and one is told.

The calendar of Wagtail fills the field only when it is clicked (``core/admin.js``).
"""

from datetime import date, datetime, time
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


class DayField(forms.DateField):
    widget = AdminDateInput
    default_error_messages = {"invalid": SAY_DAY}

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        return _known(self, read_day(value))


class MomentField(forms.DateTimeField):
    """A day without a time is refused: at 0:00 a last day would be over before it begins."""

    widget = AdminDateTimeInput
    default_error_messages = {"invalid": SAY_MOMENT}

    def to_python(self, value: Any) -> datetime | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        return super().to_python(_known(self, read_moment(value)))


class ClockField(forms.TimeField):
    widget = AdminTimeInput
    default_error_messages = {"invalid": SAY_TIME}

    def to_python(self, value: Any) -> time | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        return _known(self, read_time(value))


def _known(field: forms.Field, read: Any) -> Any:
    if read is None:
        raise ValidationError(field.error_messages["invalid"], code="invalid")
    return read


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
