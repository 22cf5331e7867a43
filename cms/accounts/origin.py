"""When and from where an act comes: the two facts every access record needs."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.http import HttpRequest

from cms.accounts.models import User
from cms.core.calendar import now
from cms.records.addresses import client_address


@dataclass(frozen=True)
class Origin:
    """``address`` is None for commands of the operator."""

    at: datetime
    address: str | None = None


def origin_of(request: HttpRequest) -> Origin:
    """For views and middleware: the moment of the request, and its address."""
    return Origin(at=now(), address=client_address(request))


def person_of(request: HttpRequest) -> User:
    """Whoever is signed in; only for pages that ask for a sign-in."""
    return cast(User, request.user)
