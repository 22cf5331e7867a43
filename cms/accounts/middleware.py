"""The gate before every page for whoever is signed in.

Nothing opens while a step is open: the second factor, an own password. A session ends that was
ended elsewhere, was left alone, is as old as a working day, or whose account has ended.
"""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from cms.accounts.devices import device_words
from cms.accounts.models import OpenSession
from cms.accounts.origin import Origin, origin_of, person_of
from cms.accounts.recording import record_turned_away
from cms.accounts.roles import CONFIRM_FACTS
from cms.accounts.services.sessions import (
    forget_session,
    has_run_out,
    mark_seen,
    open_session,
)

MARK = "open_session"
ENDED = _("Your sign-in has ended. Please sign in again.")
ENDED_ELSEWHERE = _("You were signed out from another device. Please sign in again.")
EXPIRED = _("Your account has ended. Please ask the owner of your municipality.")
LEFT_ALONE = _("You were signed out because nothing happened for a while.")
WITHOUT_ADMIN = gettext_noop("Your account does not use the admin. What you check is on this page.")
WAYS_OUT = {"sign_out", "admin_sign_out"}
OPEN_TO_ALL = {"wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}  # docs/roles.md
# The admin asks by itself every few seconds: a page that is only left open is not used.
NOT_A_USE = {"wagtailadmin_editing_sessions"}


class GateMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, arguments: Any, names: Any
    ) -> HttpResponse | None:
        """Public pages of visitors without a cookie are passed by: they touch no session."""
        if (
            settings.SESSION_COOKIE_NAME not in request.COOKIES
            or SESSION_KEY not in request.session
        ):
            return None
        who, origin = request.session[SESSION_KEY], origin_of(request)
        if not request.user.is_authenticated:  # ended by us, or the password was changed elsewhere
            return self._turn_away(request, ENDED, who, origin)
        session = current_session(request, origin)
        ended = self._why_it_ended(request, session, origin)
        if ended:
            return self._turn_away(request, ended, who, origin)
        assert session is not None  # noqa: S101  a session that is gone has ended
        if not NOT_A_USE & set(_match(request).namespaces):
            mark_seen(session=session, at=origin.at)
        return self._lead_to_open_step(request, session) or self._lead_to_reviews(request)

    @staticmethod
    def _why_it_ended(request: HttpRequest, session: OpenSession | None, origin: Origin) -> object:
        """Words that are translated when they are shown; empty while the session goes on."""
        if session is None:
            return ENDED_ELSEWHERE
        if person_of(request).has_expired(origin.at.date()):
            return EXPIRED
        if has_run_out(session=session, at=origin.at, uses_admin=_uses_admin(request)):
            return LEFT_ALONE
        return ""

    @staticmethod
    def _turn_away(request: HttpRequest, words: object, who: str, origin: Origin) -> HttpResponse:
        forget_session(request.session.get(MARK))
        record_turned_away(user_pk=who, reason=words, origin=origin)
        logout(request)
        messages.warning(request, str(words))
        wish = f"?{urlencode({'next': request.path})}" if request.method == "GET" else ""
        return redirect(f"{reverse('sign_in')}{wish}")

    @staticmethod
    def _lead_to_open_step(request: HttpRequest, session: OpenSession) -> HttpResponse | None:
        step = open_step(request, session)
        match = _match(request)
        if not step or (not match.namespaces and match.url_name in {step, *WAYS_OUT}):
            return None
        return redirect(step)

    @staticmethod
    def _lead_to_reviews(request: HttpRequest) -> HttpResponse | None:
        """Who confirms for a town has no admin: their work is on the page of the reviews.

        Wagtail would send them to the sign-in, where they are signed in already. What a script
        asks for is refused as ever.
        """
        asked_by_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
        is_admin = request.path.startswith(reverse("wagtailadmin_home"))
        is_open = _match(request).url_name in WAYS_OUT | OPEN_TO_ALL
        if not is_admin or is_open or asked_by_script:
            return None
        person = person_of(request)
        if person.uses_admin or not person.has_perm(CONFIRM_FACTS):
            return None
        messages.info(request, gettext(WITHOUT_ADMIN))
        return redirect("reviews")


def current_session(request: HttpRequest, origin: Origin) -> OpenSession | None:
    """The row of this session; made at the first request after signing in, never a second time."""
    if MARK in request.session:
        session = OpenSession.objects.for_gate().filter(pk=request.session[MARK]).first()
        return session if session and session.user_id == request.user.pk else None
    device = device_words(request.headers.get("user-agent", ""))
    session = open_session(user=person_of(request), device=device, origin=origin)
    request.session[MARK] = str(session.pk)
    return OpenSession.objects.for_gate().get(pk=session.pk)


def open_step(request: HttpRequest, session: OpenSession) -> str:
    """Name of the page that has to be done before any other opens; empty when nothing is open."""
    if session.has_factor and session.second_factor_at is None:
        return "second_factor"
    if person_of(request).must_change_password:
        return "choose_password"
    if settings.REQUIRE_SECOND_FACTOR and not session.has_factor and _uses_admin(request):
        return "set_up_second_factor"
    return ""


def _uses_admin(request: HttpRequest) -> bool:
    return person_of(request).uses_admin


def _match(request: HttpRequest) -> ResolverMatch:
    """Views are found before the gate is asked."""
    return cast(ResolverMatch, request.resolver_match)
