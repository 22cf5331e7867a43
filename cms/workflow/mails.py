"""Mails of a review. They name what is asked and lead to the page where it is done."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Revision, Workflow

from cms.core.calendar import TOKYO, japanese_date, today
from cms.core.mails import absolute, send_words
from cms.workflow.deciding import asked_person
from cms.workflow.models.records import ReviewRecord
from cms.workflow.models.state import ReviewState
from cms.workflow.models.upkeep import PageUpkeep
from cms.workflow.subjects import names_of, names_of_version


def tell_your_turn(state: ReviewState, *, words: str = "") -> int:
    """To the person asked in particular, or to everybody whose turn it is; how many mails."""
    return _send(state, _whose_turn(state), "確認をお願いします", "your_turn", words=words)


def tell_late(state: ReviewState, *, on: date) -> int:
    subject = "確認の期限をすぎました" if state.due_on < on else "確認の期限が近づいています"
    return _send(state, _whose_turn(state), subject, "late", is_late=state.due_on < on)


def tell_nobody_confirms(state: ReviewState) -> int:
    """To those who decide at the end: the municipality has nobody who could confirm."""
    deciding = get_user_model().objects.filter(_decides(state.workflow_state.workflow)).distinct()
    return _send(state, deciding, "事実確認をする人がいません", "nobody_confirms")


def tell_rejected(state: ReviewState, *, by: Any, reason: str) -> int:
    return _send(state, _asking(state), "審査から戻りました", "rejected", by=by, reason=reason)


def tell_published(state: ReviewState, *, scheduled: datetime | None) -> int:
    """To everybody who took part."""
    day = f"{scheduled.astimezone(TOKYO):%Y年%-m月%-d日 %H:%M}" if scheduled else ""
    subject = "公開を予約しました" if scheduled else "公開しました"
    return _send(state, _taking_part(state), subject, "published", scheduled=day)


def tell_comment(state: ReviewState, *, by: Any, words: str) -> int:
    others = [each for each in _taking_part(state) if each != by]
    return _send(state, others, "審査に意見があります", "comment", by=by, words=words)


def tell_deleted(state: ReviewState, *, by: Any) -> int:
    people = {*_taking_part(state), *(_whose_turn(state) if state.is_open else ())}
    return _send(state, people, "審査中のものが削除されました", "deleted", by=by)


def tell_emergency(revision: Revision, *, subject: Any, by: Any, reason: str) -> int:
    """To those who would have decided, and to who wrote the draft; how many mails."""
    concerned = _decides(subject.get_workflow()) | Q(pk=revision.user_id)
    people = get_user_model().objects.filter(concerned).exclude(pk=by.pk).distinct()
    names = names_of_version(revision)
    return _post(
        people,
        "審査なしで公開されました",
        "emergency",
        title=names.heading,
        kind=names.kind_name,
        by=by,
        reason=reason,
        link=absolute(AdminURLFinder().get_edit_url(subject) or "/admin/"),
    )


def _decides(workflow: Workflow | None) -> Q:
    """Condition for the people who decide at the end of ``workflow``."""
    return (
        Q(groups__in=workflow.tasks.values("consultationtask__groups"))
        if workflow
        else Q(pk__in=())
    )


def tell_upkeep(upkeep: PageUpkeep, *, on: date) -> int:
    """To the owner of a page, or to who made it."""
    person = upkeep.owner or upkeep.page.owner
    if person is None or upkeep.next_review is None:
        return 0
    return _post(
        [person],
        "ページの内容を見直してください",
        "upkeep",
        title=upkeep.page.title,
        day=japanese_date(upkeep.next_review),
        is_late=upkeep.next_review < on,
        link=absolute(reverse("workflow_upkeep_edit", args=[upkeep.page_id])),
    )


def _send(
    state: ReviewState, people: Iterable[Any], subject: str, template: str, **words: object
) -> int:
    """About a step, which the mail leads to."""
    names = names_of(state)
    return _post(
        people,
        subject,
        template,
        title=names.heading,
        kind=names.kind_name,
        step=state.task.name,
        municipality=state.municipality,
        due=japanese_date(state.due_on),
        link=absolute(reverse("review", args=[state.pk])),
        **words,
    )


def _post(people: Iterable[Any], subject: str, template: str, **words: object) -> int:
    """One mail to each of ``people`` who still reads mails here; how many."""
    reached = [person for person in people if _is_reachable(person)]
    for person in reached:
        send_words(
            address=person.email,
            subject=subject,
            template=f"workflow/mails/{template}.txt",
            words={"name": str(person), **words},
        )
    return len(reached)


def _is_reachable(person: Any) -> bool:
    return bool(person.is_active and person.email and not person.has_expired(today()))


def _whose_turn(state: ReviewState) -> Iterable[Any]:
    asked = asked_person(state)
    if asked is not None:
        return [asked]
    return state.task.specific.people(state).distinct()


def _asking(state: ReviewState) -> list[Any]:
    asking = state.workflow_state.requested_by
    return [asking] if asking else []


def _taking_part(state: ReviewState) -> set[Any]:
    """Who asked for the review or did something in it."""
    acted = ReviewRecord.objects.filter(review=state.workflow_state_id).values("actor")
    return {*_asking(state), *get_user_model().objects.filter(pk__in=acted)}
