"""Who is counted by django-axes, and what it may keep: a keyed hash instead of what was typed.

The pair of ID and address is stopped: somebody who tries the passwords of others stops only
themselves. People type passwords into the box of the ID: what was typed is therefore not kept.
"""

from typing import Any

from axes.models import AccessAttempt
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from cms.japanese.normalise import fold
from cms.records.addresses import client_address, line_of

MINUTES = 15
FAILURES = 10
SALT = "cms.accounts.locking"


def who_tries(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """``AXES_USERNAME_CALLABLE``: width and case of the ID make no difference."""
    typed = (credentials or {}).get("username")
    if typed is None and request is not None:
        typed = request.POST.get("username", "")
    return hashed(str(typed))


def where_from(request: HttpRequest) -> str | None:
    """``AXES_CLIENT_IP_CALLABLE``: every address of one IPv6 line counts as the same."""
    address = client_address(request)
    return line_of(address) if address else None


def hashed(username: str) -> str:
    return salted_hmac(SALT, fold(username[:200]), algorithm="sha256").hexdigest()


def unlock(username: str) -> None:
    """The way out without an operator: a new password by mail opens every lock of the ID."""
    AccessAttempt.objects.filter(username=hashed(username)).delete()


def has_just_locked(request: HttpRequest) -> bool:
    """True for the one attempt that closed the door, not for those that knock at it later."""
    return getattr(request, "axes_failures_since_start", None) == FAILURES


def is_locked_out(request: HttpRequest | None) -> bool:
    return bool(getattr(request, "axes_locked_out", False))
