"""A version that others have read is never written over: autosave begins a new one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import Revision

from cms.workflow.deciding import OWN
from cms.workflow.deciding import DecisionRefusedError as RefusedError
from cms.workflow.subjects import authors_of
from tests.builders import make_office, make_parameter
from tests.reading import fields_of, page_of
from tests.workflow.builders import (
    approve,
    change,
    fresh,
    make_named_measure,
    make_person,
    submit,
    turn_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(roles):
    return make_person("second", "承認者")


@pytest.fixture(params=["page", "office"])
def subject(request, roles):
    return make_named_measure(roles) if request.param == "page" else make_office()


def write_over(subject, by, revision=None, **fields):
    """As the editing screen saves again into a version."""
    draft = fresh(subject).get_latest_revision().as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    over = revision or draft.get_latest_revision()
    return draft.save_revision(user=by, overwrite_revision=over)


def approved(subject, by, other, **fields):
    """``subject`` with a version by ``by`` that ``other`` made public."""
    submit(change(subject, by, **fields), by)
    approve(turn_of(fresh(subject)), other)
    return fresh(subject)


def test_a_draft_that_nobody_else_has_read_is_written_over(subject, editor):
    newest = change(subject, editor).latest_revision_id
    assert write_over(subject, editor).pk == newest


def test_nobody_approves_what_he_wrote_into_an_approved_version(subject, approver, second):
    public = approved(subject, approver, second).live_revision
    forged = write_over(subject, approver)
    assert forged.pk != public.pk
    assert Revision.objects.get(pk=public.pk).content == public.content, "what was approved stays"
    step = submit(fresh(subject), second)
    with pytest.raises(RefusedError, match=OWN):
        approve(step, approver)


def test_what_was_handed_in_once_stays_as_it_was_read(subject, editor, approver):
    step = submit(change(subject, editor), editor)
    step.reject(user=approver, comment="直してください。")
    assert write_over(subject, editor).pk != step.revision_id


def test_the_version_of_somebody_else_is_not_written_over(subject, editor, second):
    change(subject, editor)
    with pytest.raises(PermissionDenied):
        write_over(subject, second)


def test_an_older_version_is_not_written_over(subject, editor):
    older = change(subject, editor).get_latest_revision()
    change(fresh(subject), editor)
    with pytest.raises(PermissionDenied):
        write_over(subject, editor, older)


def test_who_wrote_into_the_public_version_counts_as_an_author(subject, approver, second):
    """Past every guard, in the database: the day on which it was written tells."""
    public = approved(subject, approver, second).live_revision
    assert authors_of(fresh(subject)) == set()
    public.created_at = fresh(subject).last_published_at + timedelta(days=1)
    public.save()
    assert authors_of(fresh(subject)) == {approver.pk}


def test_the_form_of_an_amount_begins_a_new_version(client, roles, approver, second):
    amount = approved(make_parameter(), approver, second, title="手当の額")
    client.force_login(approver)
    edit = reverse("wagtailsnippets_measures_parameter:edit", args=[amount.pk])
    form = fields_of(page_of(client.get(edit)).find(id="w-editor-form"))
    over = {"overwrite_revision_id": str(amount.live_revision_id), "action-submit": "1"}
    form["title"] = "書きかえた額"
    client.post(edit, {**form, **over})
    assert fresh(amount).latest_revision_id > amount.live_revision_id
    with pytest.raises(RefusedError, match=OWN):
        approve(turn_of(fresh(amount)), approver)
