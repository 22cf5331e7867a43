"""A rule that breaks an example is not published, whichever way somebody tries."""

import io
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowTask

from cms.accounts.services import apply_roles
from cms.core.publishing import REASON_FIRST, REFUSED
from measures.models import MeasurePage
from measures.review import RuleRefusedError, broken_rules
from measures.rule_storage import rule_stream
from measures.rules import current_rules
from measures.services import upsert_parameters
from tests.builders import give_rule, home_of, make_admin, make_measure, make_translation, make_user
from tests.measures.eligibility.worlds import CONTENT, library
from tests.measures.rule_forms import posted_example, posted_rows, posted_rule
from tests.measures.test_admin import measure_form
from tests.measures.test_rule_editing import amounts, until
from tests.reading import page_of, words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
SLUG = "jido-fuyo-teate"
TITLE = "ひとり親の毎月の手当"
REASON = "例3件が不合格のため公開できません"


@pytest.fixture
def measure(site):
    """児童扶養手当, published, with its examples."""
    upsert_parameters(records=amounts())
    path = CONTENT / f"rules/{SLUG}.json"
    examples = json.loads(path.read_text(encoding="utf-8"))["examples"]
    return give_rule(make_measure(site, slug=SLUG, number=45), library().rules[SLUG], examples)


@pytest.fixture
def other(site):
    """児童手当, published, with a draft that anybody may publish."""
    page = give_rule(make_measure(site, slug="jido-teate"), library().rules["jido-teate"])
    page.title = "新しい題"
    page.save_revision()
    return page


@pytest.fixture
def draft(measure):
    """A draft of 児童扶養手当 with 17 instead of 18."""
    page = measure.get_latest_revision_as_object()
    page.rule = rule_stream(until(library().rules[SLUG], 17))
    page.title = "まちがった下書き"
    return page.save_revision()


@pytest.fixture
def approver(client):
    apply_roles()
    user = make_user("approver")
    user.groups.add(Group.objects.get(name="承認者"))
    client.force_login(user)
    return user


def stays(measure):
    """Whether visitors are judged as before and the draft is still there."""
    page = MeasurePage.objects.get(pk=measure.pk)
    same = current_rules(on=TODAY)[SLUG] == library().rules[SLUG]
    return (
        same and page.title == "ひとり親の毎月の手当" and page.live and page.has_unpublished_changes
    )


def said(client, response):
    return words(page_of(client.get(response.url)))


def test_from_code(measure, draft):
    with pytest.raises(RuleRefusedError, match=REASON):
        draft.publish()
    assert stays(measure)


def test_the_publish_button(client, measure, draft):
    client.force_login(make_admin())
    rows = [posted_example(row) for row in measure.examples.all()]
    form = measure_form(
        **posted_rule(until(library().rules[SLUG], 17)),
        examples=posted_rows(rows, initial=len(rows)),
    )
    response = client.post(reverse("wagtailadmin_pages:edit", args=[measure.pk]), form)
    assert REASON in words(page_of(response))
    assert stays(measure)


def test_going_back_to_a_broken_version(client, measure, draft):
    """The old version opens in the form; publishing it is the same button with the same test."""
    MeasurePage.objects.get(pk=measure.pk).save_revision()
    client.force_login(make_admin())
    address = reverse("wagtailadmin_pages:revisions_revert", args=[measure.pk, draft.pk])
    assert "17歳になった年度の末" in words(page_of(client.get(address)))
    rows = [posted_example(row) for row in measure.examples.all()]
    form = measure_form(
        **posted_rule(until(library().rules[SLUG], 17)),
        examples=posted_rows(rows, initial=len(rows)),
        revision=str(draft.pk),
    )
    response = client.post(address, form)
    assert REASON in words(page_of(response))
    assert stays(measure)


def start_workflow(page, group):
    task = GroupApprovalTask.objects.create(name="承認")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="協議")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow.start(page, make_user("writer"))


@pytest.mark.parametrize("dialog", [False, True])
def test_approval_in_the_workflow(client, measure, draft, approver, dialog):
    state = start_workflow(MeasurePage.objects.get(pk=measure.pk), approver.groups.get())
    address = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[measure.pk, "approve", state.current_task_state.pk],
    )
    headers = {"x-requested-with": "XMLHttpRequest"} if dialog else {}
    response = client.post(address, {"comment": ""}, headers=headers)
    edit = reverse("wagtailadmin_pages:edit", args=[measure.pk])
    if dialog:
        assert response.json() == {"step": "success", "redirect": edit}
    else:
        assert response.url == edit
    assert REASON in words(page_of(client.get(edit)))
    assert stays(measure)
    state.refresh_from_db()
    assert state.status == state.STATUS_IN_PROGRESS, "it still waits for a decision"


def schedule(revision, at):
    """As the editing screen leaves a version that is to go live at a later time."""
    revision.approved_go_live_at = at
    revision.save(update_fields=["approved_go_live_at"])


def test_the_scheduled_run(measure, draft, other):
    ago = timezone.now() - timedelta(hours=1)
    schedule(draft, ago - timedelta(hours=1))
    schedule(other.get_latest_revision(), ago)
    for _run in range(2):
        call_command("publish_scheduled", stdout=io.StringIO())
    assert stays(measure)
    assert MeasurePage.objects.get(pk=other.pk).title == "新しい題", "the run goes on"
    draft.refresh_from_db()
    assert draft.approved_go_live_at, "it is published as soon as the examples pass"
    entry = PageLogEntry.objects.get(page=measure.pk, action=REFUSED)  # once, not at every run
    assert REASON in entry.message


def test_a_refusal_stands_in_the_history(client, measure, draft):
    schedule(draft, timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled", stdout=io.StringIO())
    client.force_login(make_admin())
    response = client.get(reverse("wagtailadmin_pages:history", args=[measure.pk]))
    assert "予約した公開を止めました" in words(page_of(response))


def test_the_admin_api(client, measure, draft):
    client.force_login(make_admin())
    address = reverse("wagtailadmin_api:pages:action", args=[measure.pk, "publish"])
    response = client.post(address, content_type="application/json")
    assert response.status_code == 400
    assert REASON in response.json()["rule"][0]
    assert stays(measure)


def test_a_sound_draft_goes_out_by_the_scheduled_run_and_not_by_the_api(client, measure):
    page = measure.get_latest_revision_as_object()
    page.rule = rule_stream(replace(library().rules[SLUG], to_check=("一つ目",)))
    schedule(page.save_revision(), timezone.now() - timedelta(hours=1))
    call_command("publish_scheduled", stdout=io.StringIO())
    assert current_rules(on=TODAY)[SLUG].to_check == ("一つ目",)
    page.rule = rule_stream(replace(library().rules[SLUG], to_check=("二つ目",)))
    page.save_revision()
    client.force_login(make_admin())
    address = reverse("wagtailadmin_api:pages:action", args=[measure.pk, "publish"])
    response = client.post(address, content_type="application/json")
    assert (response.status_code, REASON_FIRST in str(response.json())) == (400, True)
    assert current_rules(on=TODAY)[SLUG].to_check == ("一つ目",), "a person gives a reason first"


def test_a_translation_is_not_held_back_by_the_rule(site, measure):
    """The finder reads the rule of the Japanese page only."""
    for page in (home_of(site), measure.get_parent(), measure):
        copy = make_translation(page, "en", title="Allowance")
    copy.rule = rule_stream(until(library().rules[SLUG], 17))
    copy.save_revision().publish()
    assert current_rules(on=TODAY)[SLUG] == library().rules[SLUG]
    assert broken_rules(on=TODAY) == []
