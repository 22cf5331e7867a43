"""From a draft to the publication: who does what, what is refused, what stays."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import TaskState, Workflow, WorkflowPage

from cms.core.publishing import PublicationRefusedError
from cms.records.models import AppendOnlyError
from cms.workflow.choices import Act
from cms.workflow.deciding import DECIDED, NO_REASON, NOT_YOURS, OTHER_VERSION, OWN
from cms.workflow.deciding import DecisionRefusedError as RefusedError
from cms.workflow.models import ConsultationTask, FactCheckTask, ReviewRecord, ReviewState
from cms.workflow.models.tasks import NO_MUNICIPALITY
from measures.models import MeasurePage, Parameter
from tests.builders import make_admin, make_area, make_parameter
from tests.workflow.builders import (
    CHANGED,
    acts,
    approve,
    change,
    fresh,
    make_person,
    submit,
    turn_of,
)

pytestmark = pytest.mark.django_db


def test_the_migration_made_the_review(roles):
    workflow = WorkflowPage.objects.get(page__depth=1).workflow
    assert [task.name for task in workflow.tasks] == ["事実確認", "協議"]
    assert Parameter.get_default_workflow() == workflow
    assert [group.name for group in ConsultationTask.objects.get().groups.all()] == ["承認者"]
    assert Workflow.objects.active().get() == workflow, "nothing starts in the ones of before"


def test_from_the_draft_to_the_publication(
    local, editor, clerk, approver, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        step = submit(change(local, editor), editor)
        assert step.municipality == clerk.municipality
        approve(step, clerk, "確かめました。")
        step = turn_of(local)
        assert step.task.name == "協議"
        assert fresh(local).summary != CHANGED
        approve(step, approver)
    page = fresh(local)
    assert (page.summary, page.live, page.has_unpublished_changes) == (CHANGED, True, False)
    assert page.current_workflow_state is None
    expected = [Act.ASKED, Act.APPROVED, Act.ASKED, Act.APPROVED, Act.PUBLISHED]
    assert acts(local) == expected
    to = [message.to[0].split("@")[0] for message in mail.outbox]
    assert to[:2] == ["clerk", "approver"], "each was asked when it was their turn"
    assert sorted(to[2:]) == ["approver", "clerk", "editor"], "and told of the end"
    assert "確かめること" in mail.outbox[0].body


def test_a_page_without_a_municipality_skips_the_town_and_says_why(national, editor, approver):
    step = submit(change(national, editor), editor)
    assert step.task.name == "協議"
    skipped = ReviewRecord.objects.get(act=Act.SKIPPED)
    assert (skipped.words, skipped.actor) == (NO_MUNICIPALITY, None)
    approve(step, approver)
    assert fresh(national).summary == CHANGED


@pytest.mark.parametrize("superuser", [False, True])
def test_nobody_approves_the_own_change(national, editor, approver, superuser):
    """Not the last step either, and whoever touched the draft before somebody else did."""
    author = make_admin() if superuser else approver
    change(national, author)
    page = change(national, editor, other_names="べつの名前")
    step = submit(page, editor)
    with pytest.raises(RefusedError, match=OWN):
        approve(step, author)
    assert fresh(national).summary != CHANGED
    assert ReviewState.objects.get(pk=step.pk).is_open
    approve(step, make_person("other", "承認者"))
    assert fresh(national).summary == CHANGED


def test_authors_of_what_is_public_already_may_approve(national, editor, approver):
    change(national, approver).get_latest_revision().publish()
    step = submit(change(fresh(national), editor, summary="つぎの説明です。"), editor)
    approve(step, approver)
    assert fresh(national).summary == "つぎの説明です。"


def test_it_must_be_ones_turn(local, editor, clerk, approver, town):
    step = submit(change(local, editor), editor)
    neighbour = make_person("neighbour", "事実確認者", municipality=make_area("13209", "町田市"))
    colleague = make_person("colleague", "職員", municipality=town)
    for person in (neighbour, colleague, approver, editor):
        with pytest.raises(RefusedError, match=NOT_YOURS):
            approve(step, person)
    clerk.is_active = False
    with pytest.raises(RefusedError, match=NOT_YOURS):
        approve(step, clerk)


def test_unticked_lines_block_with_their_words(national, editor, approver):
    step = submit(change(national, editor), editor)
    with pytest.raises(RefusedError, match=r"印のない項目があります。.*：.*根拠になる法律"):
        step.approve(user=approver, ticked=["よその行"])
    assert acts(national) == [Act.SKIPPED, Act.ASKED]


def test_rejecting_needs_a_reason_that_stays(
    national, editor, approver, django_capture_on_commit_callbacks
):
    step = submit(change(national, editor), editor)
    with pytest.raises(RefusedError, match=NO_REASON):
        step.reject(user=approver, comment="  ")
    with django_capture_on_commit_callbacks(execute=True):
        step.reject(user=approver, comment="「必ず」を消してください。")
    assert "「必ず」を消してください。" in mail.outbox[-1].body
    assert mail.outbox[-1].to == [editor.email]
    page = fresh(national)
    assert page.get_lock() is None, "the editor goes on"
    page = change(page, editor, summary="直した説明です。")
    page.current_workflow_state.resume(user=editor)
    approve(turn_of(page), approver)
    assert fresh(national).summary == "直した説明です。"
    reasons = ReviewRecord.objects.filter(act=Act.REJECTED).values_list("words", flat=True)
    assert list(reasons) == ["「必ず」を消してください。"]


def test_a_decision_counts_once(national, editor, approver):
    step = submit(change(national, editor), editor)
    seen_before = ReviewState.objects.get(pk=step.pk)
    approve(step, approver)
    with pytest.raises(RefusedError, match=DECIDED):
        seen_before.reject(user=approver, comment="遅かった")
    assert fresh(national).summary == CHANGED


def test_what_changed_meanwhile_is_not_approved(national, editor, approver):
    """Imports and commands change drafts, too."""
    step = submit(change(national, editor), editor)
    change(fresh(national), None, summary="取り込みで変わった説明です。")
    with pytest.raises(RefusedError, match=OTHER_VERSION):
        approve(step, approver)
    assert fresh(national).summary not in (CHANGED, "取り込みで変わった説明です。")


def test_nobody_edits_what_is_under_review(client, local, editor, clerk, approver):
    step = submit(change(local, editor), editor)
    for person in (editor, approver, make_admin()):
        assert fresh(local).get_lock().for_user(person)
    client.force_login(editor)
    shown = client.get(f"/admin/pages/{local.pk}/edit/").content.decode()
    assert f"/reviews/{step.pk}/" in shown
    client.post(f"/admin/pages/{local.pk}/edit/", {"title": "すりかえ", "action-publish": "1"})
    assert fresh(local).latest_revision_id == step.revision_id


def test_a_publication_can_wait_for_its_day_and_end(national, editor, approver):
    day = timezone.now() + timedelta(days=3)
    page = change(national, editor, summary=CHANGED, go_live_at=day, expire_at=day + timedelta(1))
    approve(submit(page, editor), approver)
    assert fresh(national).summary != CHANGED, "the old text stays until then"
    assert acts(national)[-1] == Act.SCHEDULED
    revision = fresh(national).scheduled_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert fresh(national).summary == CHANGED
    MeasurePage.objects.filter(pk=national.pk).update(expire_at=timezone.now() - timedelta(1))
    call_command("publish_scheduled", verbosity=0)
    assert not fresh(national).live


def test_withdrawing_is_recorded(national, editor, approver):
    step = submit(change(national, editor), editor)
    fresh(national).current_workflow_state.cancel(user=editor)
    assert acts(national)[-1] == Act.WITHDRAWN
    assert fresh(national).get_lock() is None
    assert ReviewState.objects.get(pk=step.pk).status == TaskState.STATUS_CANCELLED


def test_records_are_never_changed(national, editor, approver):
    submit(change(national, editor), editor)
    row = ReviewRecord.objects.first()
    row.words = "べつの言葉"
    for attempt in (row.save, row.delete, ReviewRecord.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            attempt()


def test_an_amount_is_published_by_its_review(editor, approver):
    parameter = make_parameter("a.b", {"2025-04-01": 1})
    draft = Parameter.objects.get(pk=parameter.pk)
    draft.title = "新しい名前"
    revision = draft.save_revision(user=editor)
    with pytest.raises(PublicationRefusedError, match="審査に出す"):
        revision.publish(user=approver)
    step = submit(Parameter.objects.get(pk=parameter.pk), editor)
    assert step.task.name == "協議"
    approve(step, approver)
    parameter.refresh_from_db()
    assert parameter.title == "新しい名前"
    assert parameter.values.get().approved_by == approver


def test_due_days_are_working_days(local, editor, clerk):
    step = submit(change(local, editor), editor)
    assert (step.due_on - timezone.localdate()).days >= FactCheckTask.objects.get().working_days
    assert step.due_on.weekday() < 5
