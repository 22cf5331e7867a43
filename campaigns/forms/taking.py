"""Accepting the terms and choosing what to take: one small form, without JavaScript."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.file_lines import file_line
from campaigns.models import AssetFile, Licence


def licence_key(licences: Sequence[Licence]) -> str:
    """The versions that stand on the page, as the form carries them."""
    return "-".join(str(licence.pk) for licence in licences)


class TakingForm(forms.Form):
    """A tick below the terms. ``read`` says which versions stood there when it was ticked."""

    accepted = forms.BooleanField(
        label=_("I accept the terms of use"),
        error_messages={
            "required": _("Please read the terms of use, and tick the box if you accept them.")
        },
    )
    read = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, licences: Sequence[Licence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.licences = licences
        self.initial["read"] = licence_key(licences)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("read") != licence_key(self.licences):
            self.data = {**self.data.dict(), "read": licence_key(self.licences)}  # type: ignore[attr-defined]
            self.data.pop("accepted", None)
            message = _("The terms of use are new. Please read them again, and tick the box.")
            raise ValidationError(message, code="new_terms")
        return cleaned


class FileTakingForm(TakingForm):
    """The same for one file of an asset."""

    file = forms.ChoiceField(
        label=_("Which file"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose a file."),
            "invalid_choice": _("This file is not offered any more. Please choose another one."),
        },
    )
    field_order = ("file", "accepted", "read")

    def __init__(self, *args: Any, files: Sequence[AssetFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in files}
        field = cast("forms.ChoiceField", self.fields["file"])
        field.choices = [(key, file_line(row)) for key, row in self.rows.items()]
        if len(files) == 1:
            self.initial["file"] = str(files[0].pk)

    @property
    def chosen(self) -> AssetFile:
        """After ``is_valid()``."""
        return self.rows[self.cleaned_data["file"]]
