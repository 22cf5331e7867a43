"""The form of a registration: as little as is needed."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.core.public_forms import PublicForm
from events.models import EventPage
from events.services import Wishes


class MailField(forms.EmailField):
    """Takes an address typed in full width, as Japanese keyboards do."""

    def to_python(self, value: Any) -> str | None:
        return super().to_python(unicodedata.normalize("NFKC", value) if value else value)


class RegistrationForm(PublicForm):
    """Asks for childcare and sign language only where the event has them."""

    act = "events.register"

    name = forms.CharField(
        label=_("Your name"),
        max_length=60,
        help_text=_("You may use another name than your own; it is called at the entrance."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    mail = MailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The answer and the link to cancel are sent there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Please check the e-mail address. Example: name@example.jp")},
    )
    people = forms.TypedChoiceField(label=_("How many people are coming, with you"), coerce=int)
    wants_childcare = forms.BooleanField(label=_("I would like childcare"), required=False)
    wants_sign_language = forms.BooleanField(
        label=_("I would like to sit where the sign language is seen well"), required=False
    )
    wishes = forms.CharField(
        label=_("Anything else you need"),
        max_length=200,
        required=False,
        help_text=_("For example the age of your child, a wheelchair, large letters."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    consent = forms.BooleanField(
        label=_("I agree"),
        error_messages={"required": _("To register, please read this and tick the box.")},
    )

    def __init__(self, *args: Any, event: EventPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = range(1, event.most_people + 1)
        self.fields["people"].choices = [  # type: ignore[attr-defined]
            (number, _("%(number)d people") % {"number": number}) for number in numbers
        ]
        if event.most_people == 1:
            del self.fields["people"]
        if not event.childcare:
            del self.fields["wants_childcare"]
        if not event.sign_language:
            del self.fields["wants_sign_language"]

    def wished(self) -> Wishes:
        fields = {**self.cleaned_data}
        for name in ("leave_empty", "consent"):
            fields.pop(name)
        return Wishes(**fields)
