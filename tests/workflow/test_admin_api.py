"""What is locked in the admin's forms is locked in its API, whoever asks and whatever locked it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cms.core.calendar import now
from measures.models import MeasurePage
from tests.builders import make_admin
from tests.workflow.builders import CHANGED, approve, change, fresh, submit, turn_of

pytestmark = pytest.mark.django_db


def in_review(page, editor, approver):
    submit(change(page, editor), editor)


def locked_by_a_person(page, editor, approver):
    MeasurePage.objects.filter(pk=page.pk).update(locked=True, locked_by=approver, locked_at=now())


def waiting_for_its_day(page, editor, approver):
    submit(change(page, editor, go_live_at=now() + timedelta(days=3)), editor)
    approve(turn_of(fresh(page)), approver)
    assert fresh(page).approved_schedule


def ask(client, page, action, **data):
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    return client.post(address, data, content_type="application/json")


@pytest.mark.parametrize("locking", [in_review, locked_by_a_person, waiting_for_its_day])
@pytest.mark.parametrize("action", ["revert_to_page_revision", "publish"])
def test_a_locked_page_is_not_written(client, national, editor, approver, locking, action):
    first = national.revisions.earliest("pk")
    locking(national, editor, approver)
    page, versions = fresh(national), national.revisions.count()
    client.force_login(editor)
    refused = ask(client, page, action, revision_id=first.pk)
    assert refused.status_code == 400
    assert "ロックを外して" in refused.content.decode()
    assert page.revisions.count() == versions
    assert fresh(page).latest_revision_id == page.latest_revision_id


def test_a_page_that_is_open_goes_back_to_an_older_version(client, national, editor):
    first, words = national.revisions.earliest("pk"), national.summary
    page = change(national, editor)
    client.force_login(editor)
    assert ask(client, page, "revert_to_page_revision", revision_id=first.pk).status_code == 200
    assert fresh(page).get_latest_revision_as_object().summary == words != CHANGED


def test_who_locked_a_page_goes_on_with_it(client, national, editor):
    first = national.revisions.earliest("pk")
    locked_by_a_person(national, editor, editor)
    client.force_login(editor)
    assert ask(client, national, "revert_to_page_revision", revision_id=first.pk).status_code == 200


@pytest.mark.parametrize("locking", [in_review, locked_by_a_person, waiting_for_its_day])
@pytest.mark.parametrize("way", ["form", "api"])
def test_a_locked_page_is_deleted_by_the_api_where_the_form_deletes_it(
    client, national, editor, approver, locking, way
):
    locking(national, editor, approver)
    client.force_login(make_admin())
    if way == "form":
        client.post(reverse("wagtailadmin_pages:delete", args=[national.pk]))
    else:
        assert ask(client, national, "delete").status_code == 204
    assert not MeasurePage.objects.filter(pk=national.pk).exists()
