"""One sign-in for everybody, in the site's own design."""

from typing import Any

from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.accounts.forms import SignInForm
from cms.accounts.roles import READ_LIBRARY


class SignInView(auth_views.LoginView):
    """Sign in, then go where the visitor wanted to go, or to the place of their work."""

    template_name = "accounts/sign_in.html"
    form_class = SignInForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Lead on who came by themselves: who was refused elsewhere would go in circles."""
        super().setup(request, *args, **kwargs)
        self.redirect_authenticated_user = self.redirect_field_name not in request.GET

    def get_default_redirect_url(self) -> str:
        if self.request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return "/staff/" if self.request.user.has_perm(READ_LIBRARY) else "/"


class SignOutView(auth_views.LogoutView):
    """Sign out by POST and tell the browser to forget what it kept."""

    next_page = "/"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response
