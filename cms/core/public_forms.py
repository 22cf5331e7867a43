"""Forms that anybody may post: what keeps machines out without asking people to prove anything."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.core.throttling import HOUR, is_too_often

LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
MOST_LINKS = 3  # in all texts of a form together; what advertises has more


class PublicForm(forms.Form):
    """A form without an account: an empty box that people never see, and few links.

    Render ``leave_empty`` with ``components/empty_box.html`` and the others with
    ``components/field.html`` (``visible`` leaves the box out). ``address`` is the client's
    (``cms.records.addresses.client_address``); ``act`` names what is counted for it.
    """

    act = ""
    most_an_hour = 20
    leave_empty = forms.CharField(
        label=_("Leave this box empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, address: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    @property
    def visible(self) -> list[forms.BoundField]:
        """The fields a person fills in, in order."""
        return [field for field in self.visible_fields() if field.name != "leave_empty"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("leave_empty"):
            message = _("A box that stays empty was filled in. Please empty it and send it again.")
            raise ValidationError(message, code="machine")
        texts = " ".join(value for value in cleaned.values() if isinstance(value, str))
        if len(LINK.findall(texts)) > MOST_LINKS:
            message = _("There are too many links in your text. Please leave some out.")
            raise ValidationError(message, code="links")
        if not self.errors and self._too_often():
            message = _("This was sent many times from here. Please try again in an hour.")
            raise ValidationError(message, code="often")
        return cleaned

    def _too_often(self) -> bool:
        """Only complete forms count: who corrects a mistake is not stopped."""
        return is_too_often(
            act=self.act or type(self).__name__,
            address=self.address,
            most=self.most_an_hour,
            seconds=HOUR,
        )
