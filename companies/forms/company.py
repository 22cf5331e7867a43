"""The form of a company: one screen, also on a telephone; every mistake keeps what was typed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from cms.areas.models import HIRAGANA
from cms.core.public_forms import PublicForm
from companies.choices import Certification, Fact, Figure, Industry
from companies.contents import CertificationContent, Content, FigureContent, areas_of
from companies.forms.fields import (
    DashedNumberField,
    DigitsField,
    LineField,
    PlacesField,
    ProseField,
    WideDateField,
    WideDecimalField,
    WideIntegerField,
)
from companies.models.rows import FIRST_YEAR, MOST_PEOPLE, MOST_YEARS
from companies.validators import validate_job_address
from directory.corporate_number import validate_corporate_number

NUMERIC = {"inputmode": "numeric", "autocomplete": "off"}
TELEPHONE = RegexValidator(r"^[0-9+()\- ]{2,20}\Z", _("Enter the number in digits."))
JOB_NUMBER = RegexValidator(r"^[0-9]{5}-[0-9]{1,8}\Z", _("Write it like 13010-12345678."))
COMPANY = ("name", "kana", "corporate_number", "industry", "business", "introduction")
PLACES = ("places", "is_anywhere")
NUMBERS = ("single_parents", "regular", "average_years", "counted_on")
OFFER = ("job_number", "job_url", "website")
CONTACT = ("contact_name", "contact_email", "contact_telephone")


class CompanyForm(PublicForm):
    """Content and contact. ``cleaned_content()`` gives the one, ``contact()`` the other."""

    act = "company"
    most_an_hour = 10

    name = LineField(label=_("Name of the company"), max_length=100)
    kana = LineField(label=_("Reading in hiragana"), max_length=200, validators=[HIRAGANA])
    corporate_number = DigitsField(
        label=_("Corporate number"),
        max_length=13,
        required=False,
        validators=[validate_corporate_number],
        help_text=_("13 digits. Leave it empty if you run the business as a person."),
        widget=forms.TextInput(attrs=NUMERIC),
    )
    industry = forms.ChoiceField(
        label=_("Industry"), choices=[("", _("Please choose")), *Industry.choices]
    )
    business = ProseField(
        label=_("Kind of work"), max_length=100, help_text=_("For example: 病院の調理と配膳")
    )
    introduction = ProseField(
        label=_("A word to single parents"),
        max_length=300,
        help_text=_("What is it like to work for you? Two or three sentences."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    places = PlacesField(
        label=_("Places of work"),
        max_length=600,
        required=False,
        help_text=_("One on a line: name or postcode of the town, or the prefecture."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_anywhere = forms.BooleanField(label=_("Work from anywhere in Japan"), required=False)
    single_parents = WideIntegerField(
        label=_("Single parents who work here"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        help_text=_("Below 3, the page does not show the number, so that nobody is recognised."),
        widget=forms.TextInput(attrs=NUMERIC),
    )
    regular = WideIntegerField(
        label=_("Of them in regular employment"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        widget=forms.TextInput(attrs=NUMERIC),
    )
    average_years = WideDecimalField(
        label=_("Average years of service of single parents"),
        min_value=Decimal(0),
        max_value=Decimal(MOST_YEARS),
        max_digits=4,
        decimal_places=1,
        required=False,
        widget=forms.TextInput(attrs={**NUMERIC, "inputmode": "decimal"}),
    )
    counted_on = WideDateField(
        label=_("Day of these numbers"),
        required=False,
        help_text=_("For example: 2026-03-31"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d"],
    )
    local_name = LineField(
        label=_("Name of the award of a prefecture or town"), max_length=80, required=False
    )
    job_number = DashedNumberField(
        label=_("Hello Work offer number"),
        max_length=14,
        required=False,
        validators=[JOB_NUMBER],
        help_text=_("For example: 13010-12345678"),
    )
    job_url = forms.URLField(
        label=_("Address of the offer at Hello Work"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[validate_job_address],
    )
    website = forms.URLField(
        label=_("Website of the company"), max_length=300, required=False, assume_scheme="https"
    )
    contact_name = LineField(label=_("Name of the contact person"), max_length=60)
    contact_email = forms.EmailField(
        label=_("Your mail address"),
        max_length=200,
        help_text=_("The link to go on and to change things is sent here."),
    )
    contact_telephone = DashedNumberField(
        label=_("Your telephone"), max_length=20, required=False, validators=[TELEPHONE]
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for fact in Fact:
            self.fields[f"fact_{fact}"] = forms.BooleanField(label=fact.label, required=False)
            self.fields[f"note_{fact}"] = ProseField(
                label=_("How it works at your company"),
                max_length=200,
                required=False,
                widget=forms.TextInput(attrs={"placeholder": " "}),  # CSS asks whether it is empty
            )
        for kind in Certification:
            self.fields[f"year_{kind}"] = WideIntegerField(
                label=kind.label,
                min_value=FIRST_YEAR,
                max_value=on.year,
                required=False,
                widget=forms.TextInput(attrs={**NUMERIC, "size": "6"}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._clean_places(cleaned)
        self._clean_facts(cleaned)
        self._clean_numbers(cleaned)
        if cleaned.get(f"year_{Certification.LOCAL}") and not cleaned.get("local_name"):
            self.add_error("local_name", _("Enter the name of the award too."))
        return cleaned

    def _clean_places(self, cleaned: Mapping[str, Any]) -> None:
        empty = not cleaned.get("places") and not cleaned.get("is_anywhere")
        if empty and "places" not in self.errors:
            self.add_error("places", _("Enter a place of work, or say that it is anywhere."))

    def _clean_facts(self, cleaned: Mapping[str, Any]) -> None:
        """Words without a tick are no fact: say so, throw nothing away."""
        for fact in Fact:
            if cleaned.get(f"note_{fact}") and not cleaned.get(f"fact_{fact}"):
                self.add_error(f"fact_{fact}", _("You wrote how, but did not tick it."))
        if not any(cleaned.get(f"fact_{fact}") for fact in Fact):
            self.add_error(f"fact_{Fact.values[0]}", _("Tick at least one of these."))

    def _clean_numbers(self, cleaned: Mapping[str, Any]) -> None:
        parents, regular = cleaned.get("single_parents"), cleaned.get("regular")
        years, day = cleaned.get("average_years"), cleaned.get("counted_on")
        if regular is not None and parents is None and "single_parents" not in self.errors:
            self.add_error("single_parents", _("Enter how many single parents there are in all."))
        elif regular is not None and parents is not None and regular > parents:
            self.add_error("regular", _("This is more than there are in all."))
        if {parents, regular, years} != {None} and day is None and "counted_on" not in self.errors:
            self.add_error("counted_on", _("Enter the day of these numbers."))
        if day is not None and day > self.on:
            self.add_error("counted_on", _("This day is still to come."))

    def cleaned_content(self) -> Content:
        cleaned = self.cleaned_data
        plain = (*COMPANY, *PLACES, *OFFER)
        return Content(
            facts={f: cleaned[f"note_{f}"] for f in Fact.values if cleaned[f"fact_{f}"]},
            figures=tuple(self._figures()),
            certifications=tuple(self._certifications()),
            **{name: cleaned[name] for name in plain},
        )

    def _figures(self) -> list[FigureContent]:
        cleaned = self.cleaned_data
        day = cleaned["counted_on"].isoformat() if cleaned["counted_on"] else ""
        values = {kind: cleaned[kind] for kind in Figure.values}
        return [
            FigureContent(
                kind, str(value), day, cleaned["single_parents"] if kind == Figure.REGULAR else None
            )
            for kind, value in values.items()
            if value is not None
        ]

    def _certifications(self) -> list[CertificationContent]:
        cleaned = self.cleaned_data
        return [
            CertificationContent(
                kind,
                cleaned[f"year_{kind}"],
                cleaned["local_name"] if kind == Certification.LOCAL else "",
            )
            for kind in Certification.values
            if cleaned[f"year_{kind}"]
        ]

    def contact(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in CONTACT}


def initial_of(content: Content, contact: Mapping[str, str]) -> dict[str, Any]:
    """The values of the form for what was stored."""
    plain = {name: getattr(content, name) for name in (*COMPANY, "is_anywhere", *OFFER)}
    figures = {figure.kind: figure.value for figure in content.figures}
    days = [figure.counted_on for figure in content.figures]
    years = {f"year_{each.kind}": each.year for each in content.certifications}
    names = [each.name for each in content.certifications if each.name]
    return {
        **plain,
        **figures,
        **years,
        **contact,
        **{f"fact_{fact}": True for fact in content.facts},
        **{f"note_{fact}": note for fact, note in content.facts.items()},
        "places": "\n".join(area.full_name for area in areas_of(content.places)),
        "counted_on": days[0] if days else "",
        "local_name": names[0] if names else "",
    }
