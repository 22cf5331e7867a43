"""Sign-in form."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """The same message for a wrong name, a wrong password and an ended account."""

    error_messages = {
        "invalid_login": _("The ID or the password is not right. Please check both and try again."),
        "inactive": _("The ID or the password is not right. Please check both and try again."),
    }
    username = UsernameField(label=_("ID"), max_length=150)  # understands full-width letters
    password = forms.CharField(
        label=_("Password"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
