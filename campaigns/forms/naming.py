"""名入れ: which office, how short, which of its numbers and hours, and as what."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.forms.taking import TakingForm
from campaigns.naming.drawing import fitted
from campaigns.naming.fitting import TooLongError
from campaigns.naming.fonts import letters_of
from campaigns.naming.offices import OfficeWords
from campaigns.naming.sheets import Box

LONGEST_NAME = 60


class Output(TextChoices):
    """``value`` says what is made: a PDF, or a picture with so many dots an inch."""

    PDF = "pdf", gettext_lazy("PDF for print, with bleed")
    PDF_MARKS = "pdf-marks", gettext_lazy("PDF for print, with bleed and crop marks")
    PNG_300 = "png-300", gettext_lazy("Picture (PNG) for printing yourself, 300 dpi")
    PNG_150 = "png-150", gettext_lazy("Picture (PNG) for screens, 150 dpi")

    @property
    def dpi(self) -> int | None:
        kind, _dash, number = self.value.partition("-")
        return int(number) if kind == "png" else None

    @property
    def has_marks(self) -> bool:
        return self == Output.PDF_MARKS


class NamingForm(TakingForm):
    """Everything but the name is chosen from what the directory knows; the name may be shortened.

    The terms need a tick for the download alone (``needs_terms``), not for looking at it.
    """

    name = forms.CharField(
        label=gettext_lazy("Name of the desk"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("You may leave letters out to make it shorter, but not add any."),
        error_messages={"required": gettext_lazy("Please enter the name of the desk.")},
    )
    telephone = forms.ChoiceField(
        label=gettext_lazy("Telephone"), required=False, widget=forms.RadioSelect
    )
    hours = forms.MultipleChoiceField(
        label=gettext_lazy("Hours"), required=False, widget=forms.CheckboxSelectMultiple
    )
    output = forms.ChoiceField(
        label=gettext_lazy("As what"),
        choices=Output.choices,
        initial=Output.PDF,
        widget=forms.RadioSelect,
    )
    field_order = ("name", "telephone", "hours", "output", "accepted", "read")

    def __init__(
        self,
        *args: Any,
        words: OfficeWords,
        boxes: tuple[Box, ...],
        needs_terms: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.words, self.boxes = words, boxes
        self._offer(words)
        if not needs_terms:
            self.fields["accepted"].required = False
            self.fields["output"].required = False

    def _offer(self, words: OfficeWords) -> None:
        """What the directory knows as choices, all of it chosen."""
        telephone = cast("forms.ChoiceField", self.fields["telephone"])
        hours = cast("forms.MultipleChoiceField", self.fields["hours"])
        telephone.choices = [
            *((number, number) for number in words.telephones),
            ("", _("Do not print a number")),
        ]
        hours.choices = [(line, line) for line in words.hours]
        self.initial["name"] = words.name[:LONGEST_NAME]
        self.initial["telephone"] = words.telephones[0] if words.telephones else ""
        self.initial["hours"] = words.hours

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not self.words.holds(name):
            raise ValidationError(
                _(
                    "The name has letters that the desk's own name does not have. Please only leave"
                    " letters out of “%(name)s”, or have the desk's name in the directory changed."
                )
                % {"name": self.words.name}
            )
        return name

    def clean(self) -> dict[str, Any]:
        """Every text fits its box, in letters that the fonts have."""
        cleaned = super().clean()
        for box in self.boxes:
            text = self.placed(cleaned).get(box.content, "")
            if text and box.content in self.fields and box.content not in self.errors:
                self._check_fit(box, text)
        return cleaned

    def _check_fit(self, box: Box, text: str) -> None:
        if missing := letters_of(box.weight).missing(text):
            message = _("We cannot print these letters: %(letters)s") % {"letters": missing}
            self.add_error(box.content, message)
            return
        try:
            fitted(box, text)
        except TooLongError:
            self.add_error(box.content, _("This is too long for the poster. Please shorten it."))

    @staticmethod
    def placed(cleaned: Mapping[str, Any]) -> dict[str, str]:
        """Words by the box they go into."""
        return {
            "name": cleaned.get("name", ""),
            "telephone": cleaned.get("telephone", ""),
            "hours": "\n".join(cleaned.get("hours", [])),
        }

    @property
    def chosen_words(self) -> dict[str, str]:
        """After ``is_valid()``; before anything was sent, what stands in the form."""
        return self.placed(self.cleaned_data if self.is_bound else self.initial)
