"""Second factor: setting up, asking, recovering. Every wrong code counts; after five it rests."""

from datetime import timedelta
from enum import Enum

from django.db import transaction

from cms.accounts import one_time_codes as codes
from cms.accounts.models import OpenSession, RecoveryCode, SecondFactor, User
from cms.accounts.origin import Origin
from cms.records.choices import Action
from cms.records.services import record_access

MOST_FAILURES = 5
REST = timedelta(minutes=5)


class Answer(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    BLOCKED = "blocked"


@transaction.atomic
def begin_second_factor(*, user: User) -> SecondFactor:
    """A seed for an app that is not confirmed yet; asked again, the same one is shown."""
    factor, _created = SecondFactor.objects.get_or_create(
        user=user, defaults={"sealed_seed": codes.seal_seed(codes.draw_seed())}
    )
    return factor


@transaction.atomic
def confirm_second_factor(
    *, user: User, code: str, session: OpenSession, origin: Origin
) -> tuple[Answer, list[str]]:
    """The first right code starts it. Returns the recovery codes, which are shown this once."""
    answer = _try_app(user=user, code=code, origin=origin)
    if answer is not Answer.RIGHT:
        return answer, []
    SecondFactor.objects.filter(user=user).update(confirmed_at=origin.at)
    OpenSession.objects.filter(pk=session.pk).update(second_factor_at=origin.at)
    _record(user, origin, "使い始めた")
    return answer, _new_recovery_codes(user)


@transaction.atomic
def answer_second_factor(*, user: User, code: str, session: OpenSession, origin: Origin) -> Answer:
    """A code of the app or a recovery code opens this session."""
    answer = _try_app(user=user, code=code, origin=origin)
    if answer is Answer.WRONG and _use_recovery_code(user, code, origin):
        SecondFactor.objects.filter(user=user).update(failures=0)
        answer = Answer.RIGHT
    if answer is Answer.RIGHT:
        OpenSession.objects.filter(pk=session.pk).update(second_factor_at=origin.at)
    return answer


@transaction.atomic
def renew_recovery_codes(*, user: User, code: str, origin: Origin) -> tuple[Answer, list[str]]:
    answer = _try_app(user=user, code=code, origin=origin)
    if answer is not Answer.RIGHT:
        return answer, []
    _record(user, origin, "予備コードを作り直した")
    return answer, _new_recovery_codes(user)


@transaction.atomic
def remove_second_factor(*, user: User, by: User, origin: Origin) -> None:
    """By the person (who has just proved it) or, when telephone and codes are lost, by 管理者."""
    SecondFactor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    if by.pk != user.pk:
        OpenSession.objects.filter(user=user).delete()
    record_access(
        at=origin.at,
        action=Action.SECOND_FACTOR,
        actor=by,
        target=user,
        address=origin.address,
        reason="外した",
    )


def _try_app(*, user: User, code: str, origin: Origin) -> Answer:
    """One try, counted under a lock of the row: twice the same code at once opens once."""
    factor = SecondFactor.objects.select_for_update().filter(user=user).first()
    if factor is None:
        return Answer.WRONG
    if factor.is_blocked(origin.at):
        return Answer.BLOCKED
    seed = codes.open_seed(factor.sealed_seed)
    step = codes.step_of(code, seed=seed, at=origin.at, after=factor.last_step)
    if step is None:
        return _count_failure(factor, origin)
    factor.last_step, factor.failures, factor.blocked_until = step, 0, None
    factor.save()
    return Answer.RIGHT


def _count_failure(factor: SecondFactor, origin: Origin) -> Answer:
    factor.failures += 1
    if factor.failures >= MOST_FAILURES:
        factor.failures, factor.blocked_until = 0, origin.at + REST
        _record(factor.user, origin, f"{MOST_FAILURES}回まちがえたので止めた", Action.LOCKED)
    factor.save()
    return Answer.WRONG


def _use_recovery_code(user: User, code: str, origin: Origin) -> bool:
    digest = codes.recovery_digest(code, user_pk=user.pk)
    unused = RecoveryCode.objects.filter(user=user, digest=digest, used_at=None)
    used = unused.update(used_at=origin.at)
    if used:
        _record(user, origin, "予備コードを使った")
    return bool(used)


def _new_recovery_codes(user: User) -> list[str]:
    drawn = codes.draw_recovery_codes()
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=codes.recovery_digest(code, user_pk=user.pk))
        for code in drawn
    )
    return drawn


def _record(user: User, origin: Origin, words: str, action: Action = Action.SECOND_FACTOR) -> None:
    record_access(at=origin.at, action=action, actor=user, address=origin.address, reason=words)
