"""Access records of the door: who came in, who was refused, which lock closed."""

import re
from typing import Any

from django.http import HttpRequest
from django.utils.translation import override

from cms.accounts.alerts import alert
from cms.accounts.locking import has_just_locked, is_locked_out
from cms.accounts.models import User
from cms.accounts.origin import Origin
from cms.japanese.normalise import clean
from cms.records.choices import Action
from cms.records.services import record_access

REASONS = {
    "locked": "止めているあいだの試み",
    "initial_password": "初回パスワードが古いか、もう使われた",
}
# An ID of ours: anything else may be a password that slipped into the wrong box.
_ID = re.compile(r"[a-z0-9][a-z0-9.@_+-]{0,149}", re.IGNORECASE)


def record_signed_in(*, user: User, origin: Origin) -> None:
    record_access(at=origin.at, action=Action.SIGNED_IN, actor=user, address=origin.address)


def record_signed_out(*, user: Any, origin: Origin) -> None:
    if user.is_authenticated:
        record_access(at=origin.at, action=Action.SIGNED_OUT, actor=user, address=origin.address)


def record_turned_away(*, user_pk: str, reason: object, origin: Origin) -> None:
    """A session that the gate ended; the reason in the language of the records."""
    with override("ja"):
        record_access(
            at=origin.at,
            action=Action.SIGNED_OUT,
            actor=User.objects.filter(pk=user_pk).first(),
            address=origin.address,
            reason=str(reason),
        )


def record_refusal(*, request: HttpRequest, form: Any) -> None:
    """One row for each refused try; only the one that closes the lock alerts."""
    codes = {error.code for error in form.non_field_errors().as_data()}
    if not codes:
        return  # something was not filled in: nobody was asked
    typed = clean(str(form.cleaned_data.get("username", "")), 150)
    has_locked = has_just_locked(request)
    record_access(
        at=form.origin.at,
        action=Action.LOCKED if has_locked else Action.REFUSED,
        actor=User.objects.filter(username=typed).first(),
        actor_name="" if User.objects.filter(username=typed).exists() else _shown(typed),
        address=form.origin.address,
        reason=_reason(codes, has_locked=has_locked, is_locked=is_locked_out(request)),
    )
    if has_locked:
        alert(
            "サインインのまちがいが続いたので止めました",
            "くわしくは、管理画面の「操作の記録」で「しばらく止められた」を見てください。",
        )


def _reason(codes: set[str], *, has_locked: bool, is_locked: bool) -> str:
    if has_locked:
        return "まちがいが続いた"
    if is_locked:
        return REASONS["locked"]
    return next((words for code, words in REASONS.items() if code in codes), "")


def _shown(typed: str) -> str:
    return typed if _ID.fullmatch(typed) else "（IDの形ではない）"
