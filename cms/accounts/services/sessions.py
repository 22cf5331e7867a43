"""Where somebody is signed in: opening, using, ending."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from cms.accounts.models import OpenSession, User
from cms.accounts.origin import Origin
from cms.records.choices import Action
from cms.records.services import record_access

IDLE = timedelta(minutes=30)
IDLE_IN_ADMIN = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
SEEN_EVERY = timedelta(seconds=60)  # a row is not written at every request


def open_session(*, user: User, device: str, origin: Origin) -> OpenSession:
    return OpenSession.objects.create(
        user=user,
        device=device,
        address=origin.address,
        first_seen=origin.at,
        last_seen=origin.at,
    )


def has_run_out(*, session: OpenSession, at: datetime, uses_admin: bool) -> bool:
    """Left alone for too long, or open since this morning."""
    idle = IDLE_IN_ADMIN if uses_admin else IDLE
    return at - session.last_seen > idle or at - session.first_seen > LONGEST


def mark_seen(*, session: OpenSession, at: datetime) -> None:
    if at - session.last_seen >= SEEN_EVERY:
        OpenSession.objects.filter(pk=session.pk).update(last_seen=at)


def forget_session(session_pk: Any) -> None:
    """The row of a session that is ending; None where there was none."""
    if session_pk is not None:
        OpenSession.objects.filter(pk=session_pk).delete()


@transaction.atomic
def end_session(*, user: User, session_pk: Any, origin: Origin) -> bool:
    """End one place of the person's own; False when there is no such place (any more)."""
    ended = OpenSession.objects.filter(user=user, pk=session_pk).delete()[0]
    if ended:
        _record_end(user, origin, "別の端末から")
    return bool(ended)


@transaction.atomic
def end_other_sessions(*, user: User, kept: Any, origin: Origin) -> int:
    """Sign out everywhere but where ``kept`` (None: everywhere). Returns how many places."""
    others = OpenSession.objects.filter(user=user).exclude(pk=kept)
    ended = others.delete()[0]
    if ended:
        _record_end(user, origin, f"ほかの端末 {ended}台")
    return ended


def forget_old_sessions(*, at: datetime) -> int:
    """Rows whose time has run out; nobody can use them any more."""
    return OpenSession.objects.filter(first_seen__lt=at - LONGEST).delete()[0]


def _record_end(user: User, origin: Origin, reason: str) -> None:
    record_access(
        at=origin.at,
        action=Action.SIGNED_OUT,
        actor=user,
        address=origin.address,
        reason=reason,
    )
