"""The report of use on a telephone, and the small forms of the admin."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import Delivery, UseReport
from campaigns.models.distribution import MOST_COPIES
from campaigns.models.use_report import LONGEST_EFFECT
from campaigns.use.services import Told
from campaigns.use_choices import Amount, Place
from cms.accounts.forms import CleanTextField
from cms.assets.cleaning import is_readable
from cms.assets.inspection import PICTURES, inspect
from cms.core.public_forms import PublicForm
from cms.japanese.normalise import clean, digits

NUMBER = {"inputmode": "numeric", "autocomplete": "off"}
MAY_SHOW = _("This site may show our words and the photograph as a good example")


class CopiesField(CleanTextField):
    """A number of copies as people write it: ２００, 1,200, 50部. None when left empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs=NUMBER))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> Any:
        written = digits(super().clean(value)).replace(",", "").replace("、", "")
        written = written.strip().rstrip("部枚まい ")
        if not written:
            return None
        if not (written.isascii() and written.isdecimal()):
            raise ValidationError(_("Please write a number, for example 50."))
        if int(written) > MOST_COPIES:
            message = _("That is more than anybody gets. Please check the number (up to %(most)s).")
            raise ValidationError(message, params={"most": f"{MOST_COPIES:,}"})
        return int(written)


class UseReportForm(PublicForm):
    """Three taps are enough: where, how many, send. Everything else waits behind "more"."""

    act = "use-report"
    most_an_hour = 60  # a prefecture reports for its towns from one address
    more = ("own_copies", "effect", "photo", "drops_photo", "may_show", "department")

    places = forms.MultipleChoiceField(
        label=_("Where did you put them?"),
        help_text=_("Tap all that fit."),
        choices=Place.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_place = CleanTextField(label=_("Where else?"), max_length=100, required=False)
    amount = forms.ChoiceField(
        label=_("How many are in use?"), choices=Amount.choices, widget=forms.RadioSelect
    )
    copies = CopiesField(label=_("Number in use"), required=False)
    own_copies = CopiesField(
        label=_("Copies you printed yourselves"),
        required=False,
        help_text=_("From the design data, beside what we sent."),
    )
    effect = forms.CharField(
        label=_("What came of it?"),
        required=False,
        max_length=LONGEST_EFFECT,
        help_text=_("For example: more calls, what people said. No names of persons, please."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    photo = forms.FileField(
        label=_("Photograph"),
        required=False,
        allow_empty_file=True,
        help_text=_(
            "Up to 20 MB, without faces and names. Place and time inside the file are removed."
        ),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    drops_photo = forms.BooleanField(label=_("Remove the photograph we have"), required=False)
    may_show = forms.BooleanField(label=MAY_SHOW, required=False)
    department = CleanTextField(
        label=_("Your section"),
        max_length=60,
        required=False,
        help_text=_("The name of the section is enough; no names of persons."),
    )

    def __init__(self, *args: Any, delivery: Delivery, **kwargs: Any) -> None:
        self.delivery = delivery
        report = getattr(delivery, "report", None)
        kwargs.setdefault("initial", told_before(report) if report else {})
        super().__init__(*args, **kwargs)
        amount: Any = self.fields["amount"]
        amount.choices = list(amount_words(delivery).items())
        if report is None or not hasattr(report, "photo"):
            del self.fields["drops_photo"]

    @property
    def further(self) -> list[forms.BoundField]:
        """The fields behind "more"."""
        return [self[name] for name in self.more if name in self.fields]

    @property
    def is_open(self) -> bool:
        """Whether "more" stands open: something is in there, or something is wrong there."""
        return any(field.errors or field.value() for field in self.further)

    def clean_effect(self) -> str:
        return clean(self.cleaned_data["effect"], LONGEST_EFFECT)

    def clean_photo(self) -> Any:
        photo = self.cleaned_data.get("photo")
        if photo is None:
            return None
        inspect(photo, PICTURES)
        if not is_readable(photo):
            raise ValidationError(
                _("This photograph is damaged. Please choose another, or send without one.")
            )
        photo.is_inspected = True  # saving need not look again
        return photo

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        amount = cleaned.get("amount")
        if amount and amount != Amount.NONE and "places" in cleaned and not cleaned["places"]:
            self.add_error("places", _("Please tap at least one place."))
        if Place.OTHER in cleaned.get("places", ()) and not cleaned.get("other_place"):
            self.add_error("other_place", _("Please write where, in a few words."))
        if amount == Amount.SOME and "copies" in cleaned:
            self._check_copies(cleaned["copies"])
        return cleaned

    def _check_copies(self, copies: int | None) -> None:
        if copies is None:
            self.add_error("copies", _("Please write the number."))
        elif copies > self.delivery.packed:
            packed = self.delivery.packed
            message = ngettext(
                "You got %(packed)d copy. What you printed yourselves goes into its own box.",
                "You got %(packed)d copies. What you printed yourselves goes into its own box.",
                packed,
            )
            self.add_error("copies", message % {"packed": packed})

    def told(self) -> Told:
        """What was said, once it is valid."""
        said = self.cleaned_data
        counts = {
            Amount.ALL: self.delivery.packed,
            Amount.HALF: (self.delivery.packed + 1) // 2,
            Amount.SOME: said.get("copies") or 0,
            Amount.NONE: 0,
        }
        is_used = said["amount"] != Amount.NONE
        names = said["places"] if is_used else []
        return Told(
            amount=said["amount"],
            copies_used=counts[Amount(said["amount"])],
            places=names,
            other_place=said["other_place"] if Place.OTHER in names else "",
            own_copies=said["own_copies"] or 0,
            effect=said["effect"],
            department=said["department"],
            may_show=said["may_show"],
            photo=said["photo"],
            drops_photo=said.get("drops_photo", False),
        )


def told_before(report: UseReport) -> dict[str, Any]:
    """The stored report as the form shows it, so that one goes on where one stopped."""
    return {
        "places": [each.place for each in report.places.all()],
        "other_place": report.other_place,
        "amount": report.amount,
        "copies": str(report.copies_used) if report.amount == Amount.SOME else "",
        "own_copies": str(report.own_copies or ""),
        "effect": report.effect,
        "may_show": report.may_show,
        "department": report.department,
    }


def amount_words(delivery: Delivery) -> dict[str, str]:
    """The choices of this parcel: 「ぜんぶ（200）」."""
    packed = delivery.packed
    half = gettext("About half (%(number)s)") % {"number": f"{(packed + 1) // 2:,}"}
    return {
        Amount.ALL: gettext("All of them (%(number)s)") % {"number": f"{packed:,}"},
        Amount.HALF: half,
        Amount.SOME: str(Amount.SOME.label),
        Amount.NONE: str(Amount.NONE.label),
    }
