"""Who may decide a step, and why a decision is refused."""

from collections.abc import Sequence
from typing import Any

from wagtail.models import TaskState

from cms.core.calendar import today
from cms.core.publishing import PublicationRefusedError
from cms.workflow.choices import Act, Step
from cms.workflow.models.checklist import ChecklistItem
from cms.workflow.models.records import ReviewRecord
from cms.workflow.models.state import ReviewState
from cms.workflow.models.tasks import ConsultationTask
from cms.workflow.subjects import authors_of, subject_of

NOT_YOURS = "この確認は、あなたの番ではありません。あなたの番のものは「確認と協議」に並びます。"
OWN = "自分で直したものは、自分では承認できません。ほかの人にたのんでください。"
DECIDED = "この確認は、もう終わっています。"
TELL_THEM = "伝えたいことがあるときは、その人に知らせてください。"
ENDINGS = {
    Act.APPROVED: "承認しました",
    Act.REJECTED: "差し戻しました",
    Act.SKIPPED: "事実確認なしで進めました",
    Act.WITHDRAWN: "取りやめました",
}
OTHER_VERSION = (
    "審査に出したあとで、内容が変わりました。差し戻して、もう一度審査に出してもらってください。"
)
NO_REASON = "差し戻す理由を書いてください。何を、どう直すかがわかるように。"
UNTICKED = "まだ印のない項目があります。確かめてから、印を付けてください：{}"


class DecisionRefusedError(PublicationRefusedError):
    """A decision that does not count; the words say what to do."""

    outcome = "の審査は、そのままです。"


def may_decide(state: ReviewState, person: Any) -> bool:
    """Whether it is the turn of ``person``: asked in particular, or one of those who are.

    Who was asked and lost the account or the role since is asked no more: the others may decide.
    """
    if not person.is_active or not state.is_open:
        return False
    asked = asked_person(state)
    return bool(person.is_superuser or (asked in (None, person) and in_pool(state, person)))


def asked_person(state: ReviewState) -> Any:
    """Who was asked in particular and can still answer."""
    asked = state.assignee
    if asked is None or not asked.is_active or asked.has_expired(today()):
        return None
    return asked if in_pool(state, asked) else None


def in_pool(state: ReviewState, person: Any) -> bool:
    return bool(state.task.specific.people(state).filter(pk=person.pk).exists())


def is_author(state: ReviewState, person: Any) -> bool:
    return person.pk in authors_of(subject_of(state))


def checklist_of(step: Step) -> list[str]:
    items = ChecklistItem.objects.filter(step=step, is_active=True)
    return list(items.values_list("text", flat=True))


def refuse_approval(state: ReviewState, *, by: Any, ticked: Sequence[str]) -> None:
    """DecisionRefusedError unless ``by`` may approve this version now, with every line ticked."""
    subject = _open_subject(state, by)
    if is_author(state, by):
        raise DecisionRefusedError(subject, OWN)
    if subject.latest_revision_id != state.revision_id:
        raise DecisionRefusedError(subject, OTHER_VERSION)
    missing = [text for text in checklist_of(state.task.specific.step) if text not in ticked]
    if missing:
        raise DecisionRefusedError(subject, UNTICKED.format("、".join(missing)))


def refuse_rejection(state: ReviewState, *, by: Any, reason: str) -> None:
    """DecisionRefusedError unless it is the turn of ``by``, who gives a reason."""
    subject = _open_subject(state, by)
    if not reason.strip():
        raise DecisionRefusedError(subject, NO_REASON)


def _open_subject(state: ReviewState, person: Any) -> Any:
    """What the step is about, the step locked until the transaction ends."""
    subject = subject_of(state)
    locked = TaskState.objects.select_for_update().filter(pk=state.pk).first()
    if locked is None or locked.status != TaskState.STATUS_IN_PROGRESS:
        raise DecisionRefusedError(subject, decided_words(state))
    if person is None or not may_decide(state, person):
        raise DecisionRefusedError(subject, NOT_YOURS)
    return subject


def decided_words(state: TaskState) -> str:
    """That the step is over, and who ended it how, so that one knows whom to talk to."""
    ended = ReviewRecord.objects.filter(turn=state.pk, act__in=list(ENDINGS)).order_by("-pk")
    record = ended.exclude(actor_name="").first()
    if record is None:
        return DECIDED
    return f"{DECIDED}{record.actor_name}さんが{ENDINGS[Act(record.act)]}。{TELL_THEM}"


def may_hand_on(state: ReviewState, person: Any) -> bool:
    """Whose turn it is, and everybody who could have it: nobody waits for somebody on leave."""
    return state.is_open and (may_decide(state, person) or in_pool(state, person))


def may_skip(state: ReviewState, person: Any) -> bool:
    if not state.is_open or state.task.specific.step != Step.FACT_CHECK or not person.is_active:
        return False
    return bool(person.is_superuser or decides_at_the_end(state, person))


def decides_at_the_end(state: ReviewState, person: Any) -> bool:
    deciding = ConsultationTask.objects.filter(
        workflow_tasks__workflow=state.workflow_state.workflow_id, groups__user=person
    )
    return deciding.exists()
