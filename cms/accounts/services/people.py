"""People of a municipality: added and ended by its owner, confirmed once a year."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import Group
from django.db import transaction

from cms.accounts.expiry import last_day_for
from cms.accounts.models import OpenSession, User
from cms.accounts.origin import Origin
from cms.accounts.roles import STAFF_ROLES
from cms.records.choices import Action
from cms.records.services import record_access


@transaction.atomic
def add_person(*, owner: User, name: str, email: str, role: str, origin: Origin) -> User:
    """An account without a password: the invitation leads to choosing one."""
    if role not in STAFF_ROLES or owner.municipality is None:
        raise ValueError("an owner adds staff of the own municipality")
    person = User(
        username=free_username(owner.municipality.code6),
        last_name=name,
        email=email,
        municipality=owner.municipality,
        expires_on=last_day_for(origin.at.date()),
        confirmed_on=origin.at.date(),
    )
    person.set_unusable_password()
    person.save()
    person.groups.add(Group.objects.get(name=role))
    _record(Action.ACCOUNT_ISSUED, person, owner, origin, role)
    return person


def free_username(code6: str) -> str:
    """132012-01, 132012-02 …: the first one that nobody has or had."""
    taken = User.objects.filter(username__startswith=f"{code6}-").values_list("username", flat=True)
    used = {int(tail) for name in taken if (tail := name.partition("-")[2]).isdecimal()}
    return f"{code6}-{max(used, default=0) + 1:02}"


@transaction.atomic
def confirm_people(*, people: Iterable[User], by: User, origin: Origin) -> int:
    """They go on until the 30 April that ``last_day_for`` names. Returns how many."""
    on = origin.at.date()
    count = 0
    for person in people:
        person.confirmed_on, person.expires_on = on, last_day_for(on)
        person.save(update_fields=["confirmed_on", "expires_on"])
        _record(Action.ACCOUNT_CHANGED, person, by, origin, "続けて使うと確認した")
        count += 1
    return count


@transaction.atomic
def end_account(*, user: User, by: User | None, origin: Origin, reason: str = "") -> None:
    """Closed at once, also where the person is signed in now. The row stays for the records."""
    user.is_active = False
    user.is_owner = False
    user.set_unusable_password()
    user.save()
    OpenSession.objects.filter(user=user).delete()
    _record(Action.ACCOUNT_ENDED, user, by, origin, reason)


def record_new_account(*, user: User, by: User, origin: Origin) -> None:
    _record(Action.ACCOUNT_ISSUED, user, by, origin, "管理画面から")


@transaction.atomic
def record_account_change(
    *, user: User, by: User, origin: Origin, changed: Iterable[str], ends_sessions: bool
) -> None:
    """Other rights count from the next sign-in; the record names the fields, never their values."""
    if ends_sessions:
        OpenSession.objects.filter(user=user).delete()
    _record(Action.ACCOUNT_CHANGED, user, by, origin, "、".join(changed))


def end_expired_accounts(*, today: date, origin: Origin) -> list[User]:
    """Every active account whose last day is over. Repeatable."""
    expired = list(User.objects.filter(is_active=True, expires_on__lt=today).order_by("pk"))
    for user in expired:
        end_account(user=user, by=None, origin=origin, reason="期限がすぎた")
    return expired


def _record(action: Action, person: User, by: User | None, origin: Origin, reason: str) -> None:
    record_access(
        at=origin.at,
        action=action,
        actor=by,
        actor_name="" if by else "定期の処理",
        target=person,
        address=origin.address,
        reason=reason,
    )
