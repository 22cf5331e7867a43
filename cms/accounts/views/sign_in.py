"""One sign-in for everybody, in the site's own design."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.accounts.forms import SignInForm
from cms.accounts.locking import MINUTES, is_locked_out
from cms.accounts.middleware import MARK
from cms.accounts.origin import origin_of
from cms.accounts.recording import record_refusal, record_signed_in, record_signed_out
from cms.accounts.roles import READ_LIBRARY
from cms.accounts.services.sessions import forget_session
from cms.core.languages import address_in
from cms.core.querysets import readable_pages

STAFF_SLUG = "staff"  # of the page where the work of municipal staff begins


class SignInView(auth_views.LoginView):
    """Sign in, then go where the visitor wanted to go, or to the place of their work."""

    template_name = "accounts/sign_in.html"
    form_class = SignInForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Lead on who came by themselves: who was refused elsewhere would go in circles."""
        super().setup(request, *args, **kwargs)
        self.redirect_authenticated_user = self.redirect_field_name not in request.GET

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "origin": origin_of(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        factor_is_off = settings.IS_DEMONSTRATION and not settings.REQUIRE_SECOND_FACTOR
        return super().get_context_data(factor_is_off=factor_is_off, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        forget_session(self.request.session.pop(MARK, None))
        response = super().form_valid(form)
        record_signed_in(user=form.get_user(), origin=form.origin)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        record_refusal(request=self.request, form=form)
        response = super().form_invalid(form)
        if is_locked_out(self.request):
            response.status_code = 429
            response.headers["Retry-After"] = str(MINUTES * 60)
        return response

    def get_default_redirect_url(self) -> str:
        if self.request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        library = readable_pages(self.request.user).filter(depth=3, slug=STAFF_SLUG)
        is_for_them = self.request.user.has_perm(READ_LIBRARY) and library.exists()
        return address_in(f"/{STAFF_SLUG}/") if is_for_them else reverse("account")


class SignOutView(auth_views.LogoutView):
    """Sign out by POST and tell the browser to forget what it kept."""

    next_page = "/"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        forget_session(request.session.get(MARK))
        record_signed_out(user=request.user, origin=origin_of(request))
        response = super().post(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response
