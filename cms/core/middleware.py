"""Headers on every response. SecurityHeadersMiddleware goes when Django 6's SECURE_CSP is here."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_cache_control

from cms.core.languages import without_language_prefix

GetResponse = Callable[[HttpRequest], HttpResponse]

POWERS = ("camera", "microphone", "payment", "usb", "browsing-topics", "geolocation")


def policy_text(policy: dict[str, list[str]]) -> str:
    """``{"img-src": ["'self'"]}`` → ``img-src 'self'``."""
    return "; ".join(" ".join([directive, *sources]) for directive, sources in policy.items())


def permissions_policy(*allowed: str) -> str:
    """What scripts of a page may ask the browser for: nothing but what is ``allowed``."""
    return ", ".join(f"{power}={'(self)' if power in allowed else '()'}" for power in POWERS)


class PageGZipMiddleware(GZipMiddleware):
    """Compress pages; files that are streamed keep their length, ranges and memory."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        if response.streaming:
            return response
        return super().process_response(request, response)


class SecurityHeadersMiddleware:
    """Content Security Policy without inline code for visitors, and a Permissions-Policy."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.public = policy_text(settings.SECURE_CSP)
        self.admin = policy_text(settings.SECURE_CSP_ADMIN)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        in_admin = request.path.startswith("/admin/")
        response.headers.setdefault(
            "Content-Security-Policy", self.admin if in_admin else self.public
        )
        response.headers.setdefault("Permissions-Policy", permissions_policy())
        return response


class CachingMiddleware:
    """Say on purpose who may keep a page: everybody for a minute, or nobody.

    Stands outside the session and CSRF middleware, which add their cookies last.
    """

    PUBLIC_SECONDS = 60

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        self._forget_accept_language(response)
        if response.has_header("Cache-Control"):
            return response
        if self._may_be_shared(request, response):
            patch_cache_control(response, public=True, max_age=self.PUBLIC_SECONDS)
        else:
            patch_cache_control(response, private=True, no_store=True)
        return response

    @staticmethod
    def _forget_accept_language(response: HttpResponse) -> None:
        """The address alone decides the language: browsers' wishes must not split the cache."""
        named = [name.strip() for name in response.headers.get("Vary", "").split(",")]
        kept = [name for name in named if name and name.lower() != "accept-language"]
        if kept:
            response.headers["Vary"] = ", ".join(kept)
        else:
            response.headers.pop("Vary", None)

    @staticmethod
    def _may_be_shared(request: HttpRequest, response: HttpResponse) -> bool:
        user = getattr(request, "user", None)
        return (
            request.method in ("GET", "HEAD")
            and response.status_code in (200, 301, 404)
            and not response.cookies
            and not (user is not None and user.is_authenticated)
            and not without_language_prefix(request.path).startswith(("/admin/", "/sign-in/"))
        )
