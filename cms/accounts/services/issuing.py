"""Issuing accounts in bulk: all rows or none, passwords drawn here and known to nobody later."""

import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction

from cms.accounts.expiry import last_day_for
from cms.accounts.issuing.checking import Candidate, check_wishes
from cms.accounts.issuing.reading import Wish
from cms.accounts.issuing.sheets import VALID_FOR, Sheet
from cms.accounts.models import User
from cms.accounts.origin import Origin
from cms.accounts.passwords import draw_initial_password, hash_initial_password
from cms.accounts.roles import STAFF_ROLES
from cms.records.choices import Action
from cms.records.services import record_access

Progress = Callable[[int, int], object]


class NothingIssuedError(Exception):
    """Some rows are wrong (or became wrong since they were looked at), so nothing was issued."""


@dataclass(frozen=True)
class Drawn:
    password: str
    hash: str


def issue_accounts(
    *,
    wishes: Sequence[Wish],
    by: User | None,
    origin: Origin,
    skip_wrong_rows: bool = False,
    progress: Progress = lambda done, total: None,
) -> list[Sheet]:
    """Accounts for the right rows and one sheet for each. Raises NothingIssuedError.

    Passwords are hashed before the transaction: nobody else waits for it. Rows are checked inside
    it once more, one issue after the other: what was sent twice finds its accounts taken.
    """
    count = len(check_wishes(wishes, origin.at.date()).candidates)
    drawn = _draw(count, progress)
    with transaction.atomic():
        _one_after_the_other()
        checked = check_wishes(wishes, origin.at.date())
        wrong = bool(checked.problems) and not skip_wrong_rows
        if wrong or not checked.candidates or len(checked.candidates) > len(drawn):
            raise NothingIssuedError(
                "何も発行していません。直す行があるか、今さっき発行ずみになりました。"
                "もう一度ファイルを選んで、確かめてください。"
            )
        users = _save(checked.candidates, drawn, origin)
        _record(users, checked.candidates, by, origin)
    until = origin.at + VALID_FOR
    pairs = zip(checked.candidates, users, drawn, strict=False)
    return [_sheet(candidate, user, secret, until) for candidate, user, secret in pairs]


def _draw(count: int, progress: Progress) -> list[Drawn]:
    """Argon2 lets go of the interpreter: as many at once as there are processors."""
    passwords = [draw_initial_password() for _number in range(count)]
    drawn = []
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for password, hashed in zip(
            passwords, pool.map(hash_initial_password, passwords), strict=True
        ):
            drawn.append(Drawn(password, hashed))
            progress(len(drawn), count)
    return drawn


def _one_after_the_other() -> None:
    """Two administrators at once: the second waits until the first is done."""
    list(Group.objects.select_for_update().filter(name__in=STAFF_ROLES))


def _save(candidates: Sequence[Candidate], drawn: Sequence[Drawn], origin: Origin) -> list[User]:
    usernames = _usernames(candidates)
    users = User.objects.bulk_create(
        User(
            username=username,
            password=secret.hash,
            last_name=candidate.name,
            email=candidate.email,
            municipality=candidate.area,
            is_owner=candidate.is_owner,
            expires_on=last_day_for(origin.at.date()),
            confirmed_on=origin.at.date(),
            date_joined=origin.at,
            must_change_password=True,
            initial_password_until=origin.at + VALID_FOR,
        )
        for candidate, username, secret in zip(candidates, usernames, drawn, strict=False)
    )
    groups = {group.name: group.pk for group in Group.objects.filter(name__in=STAFF_ROLES)}
    membership = User.groups.through
    membership.objects.bulk_create(
        membership(user_id=user.pk, group_id=groups[candidate.role])
        for user, candidate in zip(users, candidates, strict=True)
    )
    return users


def _usernames(candidates: Sequence[Candidate]) -> list[str]:
    """The wished ones; for the others 132012-01, 132012-02 … as far as they are free."""
    taken = set(User.objects.values_list("username", flat=True))
    taken |= {candidate.username for candidate in candidates}
    last: dict[str, int] = defaultdict(int)
    found = []
    for candidate in candidates:
        username, code = candidate.username, candidate.area.code6
        while not username or (not candidate.username and username in taken):
            last[code] += 1
            username = f"{code}-{last[code]:02}"
        taken.add(username)
        found.append(username)
    return found


def _record(
    users: Sequence[User], candidates: Sequence[Candidate], by: User | None, origin: Origin
) -> None:
    for user, candidate in zip(users, candidates, strict=True):
        record_access(
            at=origin.at,
            action=Action.ACCOUNT_ISSUED,
            actor=by,
            actor_name="" if by else "issue_accounts",
            target=user,
            address=origin.address,
            reason=candidate.role,
        )


def _sheet(candidate: Candidate, user: User, drawn: Drawn, until: datetime) -> Sheet:
    return Sheet(
        code=candidate.area.code6,
        municipality=candidate.area.full_name,
        name=candidate.name,
        username=user.username,
        password=drawn.password,
        role=candidate.role,
        is_owner=candidate.is_owner,
        until=until,
    )
