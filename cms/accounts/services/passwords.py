"""Passwords: choosing one's own, the link by mail, what both end."""

from typing import Any

from django.db import transaction

from cms.accounts.locking import unlock
from cms.accounts.models import OpenSession, SecondFactor, User
from cms.accounts.origin import Origin
from cms.records.choices import Action
from cms.records.services import record_access


@transaction.atomic
def choose_password(*, user: User, password: str, origin: Origin, kept: Any = None) -> None:
    """The person's own password: ends every other session and every lock of the ID.

    A seed nobody confirmed yet goes too: whoever knew the old password may have seen it.
    """
    user.set_password(password)
    user.must_change_password = False
    user.initial_password_until = None
    user.save()
    OpenSession.objects.filter(user=user).exclude(pk=kept).delete()
    SecondFactor.objects.filter(user=user, confirmed_at=None).delete()
    unlock(user.username)
    record_access(at=origin.at, action=Action.PASSWORD_CHANGED, actor=user, address=origin.address)


def use_initial_password(*, user: User, origin: Origin) -> bool:
    """Good for one sign-in within its time; False when it was used or is too old."""
    if not user.must_change_password:
        return True
    if user.initial_password_until is not None and origin.at > user.initial_password_until:
        return False
    unused = User.objects.filter(pk=user.pk, initial_password_used_at=None)
    return bool(unused.update(initial_password_used_at=origin.at))
