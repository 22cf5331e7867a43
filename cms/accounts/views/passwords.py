"""Choosing a password: the first own one, another one, one by mail."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth import views as auth_views
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from cms.accounts.forms import ChangePasswordForm, ForgottenForm, NewPasswordForm
from cms.accounts.mails import send_new_password_link
from cms.accounts.middleware import MARK
from cms.accounts.models import User
from cms.accounts.origin import origin_of, person_of
from cms.accounts.services.passwords import choose_password

FORM_PAGE = "accounts/form_page.html"


class ChoosePasswordView(LoginRequiredMixin, FormView):
    """After an initial password nothing else opens before this is done."""

    template_name = FORM_PAGE
    success_url = reverse_lazy("sign_in")  # leads on to the place of work

    def get_form_class(self) -> type[Form]:
        return (
            NewPasswordForm if person_of(self.request).must_change_password else ChangePasswordForm
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": person_of(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        first = person_of(self.request).must_change_password
        return super().get_context_data(
            heading=gettext("Choose your own password")
            if first
            else gettext("Change the password"),
            introduction=[gettext("The initial password ends with this.")] if first else [],
            button=gettext("Use this password"),
            may_leave=first,
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        user, password = person_of(self.request), form.cleaned_data["new_password"]
        kept, origin = self.request.session.get(MARK), origin_of(self.request)
        choose_password(user=user, password=password, kept=kept, origin=origin)
        update_session_auth_hash(self.request, user)
        messages.success(
            self.request,
            gettext("Your password is changed. You were signed out on your other devices."),
        )
        return super().form_valid(form)


class ForgottenView(FormView):
    """The same answer at once for every address; the mail, if there is one, leaves later."""

    template_name = FORM_PAGE
    form_class = ForgottenForm
    success_url = reverse_lazy("forgotten_sent")
    extra_context = {
        "heading": _("Forgotten your password?"),
        "introduction": [_("We send a link for choosing a new one, with your ID.")],
        "button": _("Send the link"),
    }

    def form_valid(self, form: Form) -> HttpResponse:
        send_new_password_link.enqueue(form.cleaned_data["email"])
        return super().form_valid(form)


class NewPasswordView(auth_views.PasswordResetConfirmView):
    """Behind the link of a mail. The token moves into the session, out of sight and of the log."""

    template_name = FORM_PAGE
    form_class = NewPasswordForm
    reset_url_token = "choose"  # noqa: S105  a word of the address
    extra_context = {"button": _("Use this password")}

    def get_user(self, uidb64: str) -> User | None:
        """Ended accounts have no working links."""
        user = super().get_user(uidb64)
        expired = user is not None and user.has_expired(origin_of(self.request).at.date())
        return user if user and user.is_active and not expired else None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**FormView.get_form_kwargs(self), "user": self.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.validlink:
            return FormView.get_context_data(self, lost_link=True, form=None, **kwargs)
        heading = gettext("Choose a new password")
        return FormView.get_context_data(self, heading=heading, username=self.user, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        del self.request.session[auth_views.INTERNAL_RESET_SESSION_TOKEN]
        password = form.cleaned_data["new_password"]
        choose_password(user=self.user, password=password, origin=origin_of(self.request))
        messages.success(self.request, gettext("Your new password works. Please sign in with it."))
        return redirect("sign_in")
