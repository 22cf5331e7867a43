"""One sign-in for everybody, in the site's own design."""

from typing import Any

from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from cms.accounts.forms import SignInForm


class SignInView(auth_views.LoginView):
    """Sign in, then go where the visitor wanted to go, or to the place of their work."""

    template_name = "accounts/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True

    def get_default_redirect_url(self) -> str:
        if self.request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return "/"


class SignOutView(auth_views.LogoutView):
    """Sign out by POST and tell the browser to forget what it kept."""

    next_page = "/"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return response
