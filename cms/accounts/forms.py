"""Forms below /sign-in/. Messages say what to do and never whether an account exists."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm, UsernameField
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.accounts.locking import MINUTES, is_locked_out
from cms.accounts.models import User
from cms.accounts.origin import Origin
from cms.accounts.roles import STAFF_ROLES
from cms.accounts.services.passwords import use_initial_password
from cms.japanese.normalise import clean

LONGEST_PASSWORD = 200
NEW_PASSWORD = {"autocomplete": "new-password", "spellcheck": "false", "autocapitalize": "none"}


class CleanTextField(forms.CharField):
    """One line of Japanese text without what no page can hold; NUL and emoji do no harm."""

    def to_python(self, value: Any) -> str:
        return clean(str(value or ""), (self.max_length or 200) + 1)


class SignInForm(AuthenticationForm):
    """The same message for a wrong name, a wrong password and an ended account."""

    error_messages = {
        "invalid_login": _("The ID or the password is not right. Please check both and try again."),
        "inactive": _("The ID or the password is not right. Please check both and try again."),
        "initial_password": _(
            "This initial password was used before or is too old. Choose a new one by mail with "
            "“Forgotten your password?”, or ask the owner of your municipality."
        ),
        "locked": _(
            "Sign-in with this ID is paused for %(minutes)d minutes after too many tries. You do "
            "not have to wait: choose a new password by mail with “Forgotten your password?”."
        ),
    }
    username = UsernameField(label=_("ID"), max_length=150)  # understands full-width letters
    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, origin: Origin, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.origin = origin

    def get_invalid_login_error(self) -> ValidationError:
        if is_locked_out(self.request):
            message = self.error_messages["locked"]
            return ValidationError(message, code="locked", params={"minutes": MINUTES})
        return super().get_invalid_login_error()

    def confirm_login_allowed(self, user: Any) -> None:
        """Asked after the password was right."""
        super().confirm_login_allowed(user)
        if user.has_expired(self.origin.at.date()):
            raise ValidationError(self.error_messages["inactive"], code="inactive")
        if not use_initial_password(user=user, origin=self.origin):
            raise ValidationError(self.error_messages["initial_password"], code="initial_password")


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        help_text=_("The address of your account."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class NewPasswordForm(forms.Form):
    """An own password, typed once and shown on request by the browser's own button."""

    new_password = forms.CharField(
        label=_("New password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        help_text=_("At least 12 characters. Three or four unrelated words are easy to keep."),
        widget=forms.PasswordInput(attrs=NEW_PASSWORD),
    )
    again = forms.CharField(
        label=_("The new password once more"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs=NEW_PASSWORD),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password(self) -> str:
        password = self.cleaned_data["new_password"]
        if self.user.has_usable_password() and self.user.check_password(password):
            raise ValidationError(_("This is the password you have now. Please choose another."))
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("new_password"), cleaned.get("again")
        if first is not None and second is not None and first != second:
            self.add_error("again", _("The two passwords differ. Please type it once more."))
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    """Who already has an own password proves it first: a screen left open changes nothing."""

    current = forms.CharField(
        label=_("The password you have now"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["current", "new_password", "again"]

    def clean_current(self) -> str:
        current = self.cleaned_data["current"]
        if not self.user.check_password(current):
            raise ValidationError(_("This is not the password you have now."))
        return current


class CodeForm(forms.Form):
    code = CleanTextField(
        label=_("Code"),
        max_length=40,
        help_text=_("The 6 digits of your app, or one of your recovery codes."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )


class AppCodeForm(CodeForm):
    code = CleanTextField(
        label=_("Code"),
        max_length=40,
        help_text=_("The 6 digits that your app shows now."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PersonForm(forms.Form):
    """Somebody the owner adds; the municipality is the owner's own and is never asked."""

    name = CleanTextField(label=_("Name"), max_length=60)
    email = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        help_text=_("A link for choosing a password is sent there."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=[(name, name) for name in STAFF_ROLES])

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if User.objects.with_mail(email).exists():
            raise ValidationError(_("There is already an account with this mail address."))
        return email
