"""The own account: where one is signed in, and the second factor."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView, View
from wagtail import hooks

from cms.accounts import one_time_codes
from cms.accounts.forms import AppCodeForm, CodeForm
from cms.accounts.middleware import MARK
from cms.accounts.models import OpenSession, SecondFactor
from cms.accounts.origin import origin_of, person_of
from cms.accounts.services.second_factor import (
    Answer,
    answer_second_factor,
    begin_second_factor,
    confirm_second_factor,
    remove_second_factor,
    renew_recovery_codes,
)
from cms.accounts.services.sessions import end_other_sessions, end_session

LINKS = "register_account_link"
REFUSALS = {
    Answer.WRONG: _("This code is not right, or it was used before. Please wait for the next one."),
    Answer.BLOCKED: _("Too many wrong codes. Please wait 5 minutes and try again."),
}


class AccountView(LoginRequiredMixin, TemplateView):
    """Where people without the admin arrive; ``register_account_link`` leads on to their work."""

    template_name = "accounts/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = person_of(self.request)
        return super().get_context_data(
            sessions=OpenSession.objects.visible_to(user),
            links=[link for hook in hooks.get_hooks(LINKS) if (link := hook(self.request))],
            current=self.request.session.get(MARK),
            factor=SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first(),
            codes_left=user.recovery_codes.filter(used_at=None).count(),
            factor_is_required=settings.REQUIRE_SECOND_FACTOR and user.uses_admin,
            **kwargs,
        )


class EndSessionView(LoginRequiredMixin, View):
    """Sign out one other place, or all of them; what is gone already is no error."""

    def post(self, request: HttpRequest, pk: Any = None) -> HttpResponse:
        kept, origin = request.session.get(MARK), origin_of(request)
        if pk is None:
            end_other_sessions(user=person_of(request), kept=kept, origin=origin)
        elif str(pk) != kept:
            end_session(user=person_of(request), session_pk=pk, origin=origin)
        messages.success(request, gettext("Signed out there."))
        return redirect("account")


class CodeView(LoginRequiredMixin, FormView):
    """A page that asks for a code; ``answer`` tries it, ``finish`` follows the right one."""

    template_name = "accounts/form_page.html"
    form_class: type[CodeForm] = AppCodeForm
    success_url = reverse_lazy("account")

    def own_session(self) -> OpenSession:
        rows = OpenSession.objects.visible_to(person_of(self.request))
        return get_object_or_404(rows, pk=self.request.session.get(MARK))

    def answer(self, code: str) -> Answer:
        raise NotImplementedError

    def form_valid(self, form: Form) -> HttpResponse:
        answer = self.answer(form.cleaned_data["code"])
        if answer is Answer.RIGHT:
            return self.finish()
        form.add_error("code", REFUSALS[answer])
        return self.form_invalid(form)

    def finish(self) -> HttpResponse:
        return redirect(self.get_success_url())


class SecondFactorView(CodeView):
    """Between the password and everything else."""

    form_class = CodeForm
    success_url = reverse_lazy("sign_in")
    extra_context = {
        "heading": _("Enter the code of your app"),
        "introduction": [_("Open the authenticator app on your telephone.")],
        "button": _("Go on"),
        "may_leave": True,
        "help": _("Lost the telephone and the recovery codes? Please ask an administrator."),
    }

    def answer(self, code: str) -> Answer:
        return answer_second_factor(
            user=person_of(self.request),
            code=code,
            session=self.own_session(),
            origin=origin_of(self.request),
        )


class ShowsCodes(CodeView):
    """Ends with recovery codes, shown this once."""

    codes: list[str]

    def finish(self) -> HttpResponse:
        return render(self.request, "accounts/recovery_codes.html", {"codes": self.codes})


class SetUpSecondFactorView(ShowsCodes):
    """The seed as a QR code of our own drawing. A seed in use is never shown again."""

    template_name = "accounts/set_up_second_factor.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        known = SecondFactor.objects.filter(
            user_id=person_of(request).pk, confirmed_at__isnull=False
        )
        if request.user.is_authenticated and known.exists():
            return redirect("account")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        factor = begin_second_factor(user=person_of(self.request))
        seed = one_time_codes.open_seed(factor.sealed_seed)
        address = one_time_codes.address_for_app(
            seed, account=person_of(self.request).username, site=settings.WAGTAIL_SITE_NAME
        )
        return super().get_context_data(
            picture=one_time_codes.picture_of(address),
            seed=one_time_codes.seed_text(seed),
            **kwargs,
        )

    def answer(self, code: str) -> Answer:
        answer, self.codes = confirm_second_factor(
            user=person_of(self.request),
            code=code,
            session=self.own_session(),
            origin=origin_of(self.request),
        )
        return answer


class NewCodesView(ShowsCodes):
    extra_context = {
        "heading": _("New recovery codes"),
        "introduction": [_("The old codes end with this.")],
        "button": _("Make new codes"),
    }

    def answer(self, code: str) -> Answer:
        origin = origin_of(self.request)
        answer, self.codes = renew_recovery_codes(
            user=person_of(self.request), code=code, origin=origin
        )
        return answer


class RemoveSecondFactorView(CodeView):
    extra_context = {
        "heading": _("Stop using the second factor"),
        "introduction": [_("From then on the password alone opens your account.")],
        "button": _("Stop using it"),
    }
    form_class = CodeForm

    def answer(self, code: str) -> Answer:
        user, origin = person_of(self.request), origin_of(self.request)
        session = self.own_session()
        answer = answer_second_factor(user=user, code=code, session=session, origin=origin)
        if answer is Answer.RIGHT:
            remove_second_factor(user=user, by=user, origin=origin)
        return answer
