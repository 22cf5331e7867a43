"""A page with a file without rights does not become public, whichever way somebody tries."""

import io
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupApprovalTask, PageLogEntry, Workflow, WorkflowTask

from cms.assets.rights.services import record_rights
from cms.core.calendar import now, today
from cms.core.publishing import REFUSED, PublicationRefusedError
from home.models import StandardPage
from tests.builders import (
    OWN_WORK,
    home_of,
    make_admin,
    make_document,
    make_group,
    make_image,
    make_standard_page,
    make_user,
)
from tests.quality.builders import body, picture_block
from tests.reading import fields_of, page_of

pytestmark = pytest.mark.django_db
WORDS = "画像「公園」：権利が登録されていません"
OLD = "このサイトについて"


@pytest.fixture
def picture():
    return make_image("公園", rights=None)


@pytest.fixture
def about(site, picture):
    """A public page whose draft shows the picture."""
    page = make_standard_page(site)
    page.save_revision().publish()
    page = StandardPage.objects.get(pk=page.pk)
    page.title, page.body = "新しい題", body(picture_block(picture))
    page.save_revision()
    return StandardPage.objects.get(pk=page.pk)


def stays(page):
    page.refresh_from_db()
    return page.title == OLD and page.live


def test_from_code_and_after_the_rights_are_written(about, picture):
    revision = about.get_latest_revision()
    with pytest.raises(PublicationRefusedError) as refusal:
        revision.publish()
    assert WORDS in refusal.value.reason
    assert "「権利」に書いてください" in refusal.value.reason
    assert stays(about)
    record_rights(file=picture, **OWN_WORK)
    revision.publish()
    about.refresh_from_db()
    assert about.title == "新しい題"


def test_saving_a_public_page_is_the_same_gate(about, picture):
    about.body = body(picture_block(picture))
    with pytest.raises(PublicationRefusedError):
        about.save()
    assert stays(about)


def test_a_new_page_stays_a_draft_and_nothing_is_lost(site, picture):
    page = make_standard_page(site, body=body(picture_block(picture)))
    assert not page.live
    assert StandardPage.objects.get(pk=page.pk).body[0].value["image"] == picture


def test_the_publish_button(client, about):
    client.force_login(make_admin())
    address = reverse("wagtailadmin_pages:edit", args=[about.pk])
    form = page_of(client.get(address)).find(id="page-edit-form")
    response = client.post(address, posted(form, about), follow=True)
    assert WORDS in response.content.decode()
    assert stays(about)
    draft = about.get_latest_revision_as_object()
    assert draft.title == "題を直した", "what was typed is kept"


def posted(form, page):
    """The draft as the editor posts it, with another title."""
    block = page.get_latest_revision_as_object().body[0]
    fields = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "image",
        "body-0-id": block.id,
        "body-0-value-image": str(block.value["image"].pk),
        "body-0-value-alternative": "公園の絵",
        "body-0-value-caption": "",
    }
    return {**fields_of(form), **fields, "title": "題を直した", "action-publish": "1"}


def test_a_new_page_is_published_by_the_button_only_with_rights(client, site, picture):
    client.force_login(make_admin())
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home_of(site).pk])
    form = page_of(client.get(address)).find(id="page-edit-form")
    fields = {
        **fields_of(form),
        "title": "新しいページ",
        "slug": "new",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "image",
        "body-0-value-image": str(picture.pk),
        "body-0-value-alternative": "公園の絵",
        "action-publish": "1",
    }
    response = client.post(address, fields, follow=True)
    assert WORDS in response.content.decode()
    made = StandardPage.objects.get(slug="new")
    assert not made.live
    assert response.redirect_chain[-1][0] == f"/admin/pages/{made.pk}/edit/"


def test_the_admin_api(client, about):
    client.force_login(make_admin())
    address = reverse("wagtailadmin_api:pages:action", args=[about.pk, "publish"])
    response = client.post(address, content_type="application/json")
    assert response.status_code == 400
    assert WORDS in response.content.decode()
    assert stays(about)


def test_approval_in_the_workflow(client, about):
    approver = make_admin()
    task = GroupApprovalTask.objects.create(name="承認")
    task.groups.add(make_group("承認する人", approver))
    workflow = Workflow.objects.create(name="協議")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(about, make_user("writer"))
    client.force_login(approver)
    names = [about.pk, "approve", state.current_task_state.pk]
    response = client.post(
        reverse("wagtailadmin_pages:workflow_action", args=names), {"comment": ""}, follow=True
    )
    assert WORDS in response.content.decode()
    assert stays(about)


def schedule(about, **ago):
    draft = about.get_latest_revision_as_object()
    draft.go_live_at = now() - timedelta(**ago)
    return draft.save_revision(user=about.owner, approved_go_live_at=draft.go_live_at)


def test_the_scheduled_run_tells_the_owner_once(about, picture, django_capture_on_commit_callbacks):
    about.owner = make_user("owner", email="owner@example.jp")
    about.save()
    revision = schedule(about, minutes=1)
    for _run in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("publish_scheduled", stdout=io.StringIO())
    assert stays(about)
    assert WORDS in PageLogEntry.objects.get(action=REFUSED, revision=revision).data["reason"]
    assert [letter.to for letter in mail.outbox] == [["owner@example.jp"]]
    assert "新しい題" in mail.outbox[0].body
    assert WORDS in mail.outbox[0].body
    record_rights(file=picture, **OWN_WORK)
    call_command("publish_scheduled", stdout=io.StringIO())
    about.refresh_from_db()
    assert about.title == "新しい題"


def test_rights_must_last_until_the_day_of_a_planned_publication(about, picture):
    record_rights(file=picture, **OWN_WORK, valid_until=today() + timedelta(days=5))
    draft = about.get_latest_revision_as_object()
    draft.go_live_at = now() + timedelta(days=6)
    with pytest.raises(PublicationRefusedError) as refusal:
        draft.save_revision().publish()
    assert "に終わりました" in refusal.value.reason
    draft.go_live_at = now() + timedelta(days=5)
    draft.save_revision().publish()
    assert stays(about)
    assert about.scheduled_revision is not None


def test_more_files_than_a_message_holds_are_counted(site):
    papers = [make_document(f"書類{n}", rights=None) for n in range(7)]
    page = make_standard_page(site)
    links = "".join(f'<a linktype="document" id="{paper.pk}">書類</a>' for paper in papers)
    page.body = body(("paragraph", f"<p>{links}</p>"))
    with pytest.raises(PublicationRefusedError) as refusal:
        page.save_revision().publish()
    assert "文書「書類4」" in refusal.value.reason
    assert "書類5" not in refusal.value.reason
    assert "ほかに2件あります" in refusal.value.reason


def test_taking_a_page_off_is_never_refused(about, picture):
    record = record_rights(file=picture, **OWN_WORK)
    about.get_latest_revision().publish()
    record.delete()
    StandardPage.objects.get(pk=about.pk).unpublish()
    assert not StandardPage.objects.get(pk=about.pk).live
