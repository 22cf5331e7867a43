"""Two who decide at once, people who are gone, pages that go without a word."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse

from cms.accounts.services import apply_roles
from cms.core.calendar import now, today
from cms.workflow.choices import Act
from cms.workflow.deciding import DECIDED
from cms.workflow.deciding import DecisionRefusedError as RefusedError
from cms.workflow.models import ReviewState
from cms.workflow.services.deciding import delegate
from cms.workflow.services.reminding import late_steps, remind_of_steps
from measures.models import MeasurePage
from tests.builders import make_admin, make_site
from tests.events.test_at_once import at_once
from tests.reading import links_of, page_of, words
from tests.workflow.builders import (
    CHANGED,
    acts,
    address,
    approve,
    change,
    make_named_measure,
    make_person,
    posted,
    submit,
    turn_of,
)


def main_words(response):
    return words(page_of(response).main)


@pytest.mark.django_db
def test_the_second_of_two_is_told_and_keeps_the_words(client, local, editor, clerk, town):
    """Both have the page open; one is quicker."""
    step = submit(change(local, editor), editor)
    colleague = make_person("colleague", "事実確認者", municipality=town)
    client.force_login(colleague)
    assert client.get(address(step)).status_code == 200
    approve(step, clerk)
    for action in ("approve", "reject"):
        late = client.post(address(step), posted(step, action=action, comment="電話番号が違います"))
        assert late.status_code == 200
        assert f"{DECIDED}clerkさんが承認しました。" in main_words(late)
        assert "電話番号が違います" in main_words(late), "what was typed can be copied"
    assert acts(local) == [Act.ASKED, Act.APPROVED, Act.ASKED]
    assert turn_of(local).is_open


def test_of_many_decisions_at_once_one_counts(own_database):
    site = make_site()
    apply_roles()
    page = make_named_measure(site)
    editor = make_person("editor", "編集者")
    approvers = [make_person(f"approver-{turn}", "承認者") for turn in range(4)]
    step = submit(change(page, editor), editor)

    def decide(turn):
        seen = ReviewState.objects.get(pk=step.pk)
        try:
            if turn % 2:
                seen.reject(user=approvers[turn], comment="直してください。")
            else:
                approve(seen, approvers[turn])
        except RefusedError as refusal:
            return refusal.reason
        return ""

    told = at_once(4, decide)
    assert [words_[: len(DECIDED)] for words_ in sorted(told)] == ["", *[DECIDED] * 3]
    decided = [act for act in acts(page) if act in (Act.APPROVED, Act.REJECTED)]
    assert len(decided) == 1
    is_public = MeasurePage.objects.get(pk=page.pk).summary == CHANGED
    assert is_public == (decided == [Act.APPROVED])


@pytest.mark.django_db
@pytest.mark.parametrize("loss", ["account", "day", "role"])
def test_who_was_asked_and_is_gone_blocks_nobody(
    client, national, editor, approver, loss, django_capture_on_commit_callbacks
):
    step = submit(change(national, editor), editor)
    other = make_person("other", "承認者")
    delegate(state=step, to=other, by=approver, at=now())
    step.refresh_from_db()
    with pytest.raises(RefusedError):
        approve(step, approver)
    if loss == "role":
        other.groups.remove(Group.objects.get(name="承認者"))
    else:
        fields = {"account": ("is_active", False), "day": ("expires_on", "2026-01-01")}
        setattr(other, *fields[loss])
        other.save()
    step = ReviewState.objects.get(pk=step.pk)
    if loss != "day":
        with pytest.raises(RefusedError):
            approve(step, type(other).objects.get(pk=other.pk))
    with django_capture_on_commit_callbacks(execute=True):
        ReviewState.objects.update(due_on=today())
        remind_of_steps(steps=list(late_steps(on=today())), on=today())
    assert [message.to for message in mail.outbox] == [[approver.email]]
    client.force_login(approver)
    if loss != "role":
        listed = page_of(client.get("/reviews/")).main
        assert address(step) in links_of(listed).values()
    response = client.post(address(step), posted(step, action="approve"), follow=True)
    assert "承認しました" in main_words(response)


@pytest.mark.django_db
def test_a_page_deleted_without_the_screens_leaves_words_too(client, local, editor, clerk):
    step = submit(change(local, editor), editor)
    client.force_login(make_admin())
    api = reverse("wagtailadmin_api:pages:action", args=[local.pk, "delete"])
    assert client.post(api, content_type="application/json").status_code in (200, 204)
    assert not MeasurePage.objects.filter(pk=local.pk).exists()
    client.force_login(clerk)
    gone = client.get(address(step))
    assert gone.status_code == 410
    assert "もうありません" in main_words(gone)
    assert client.get("/reviews/").status_code == 200
    assert acts(local) == [Act.ASKED]


@pytest.mark.django_db
def test_who_confirms_for_nobody_sees_no_skipped_step(client, national, editor, roles):
    """A review of what names no municipality is not that of people who have none."""
    submit(change(national, editor), editor)
    skipped = ReviewState.objects.get(status="skipped")
    stray = make_person("stray", "事実確認者")
    client.force_login(stray)
    for name in ("review", "review_preview"):
        assert client.get(address(skipped, name)).status_code == 404
    client.post(address(skipped), posted(skipped, action="comment", comment="のぞき見"))
    assert Act.COMMENTED not in acts(national)
    national.delete()
    assert client.get(address(skipped)).status_code == 404, "nor what is left of it"


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["0", "9" * 12, "9" * 40, "9" * 4000, "9" * 5000])
def test_a_number_that_no_review_has_is_not_found(client, clerk, number):
    client.force_login(clerk)
    assert client.get(f"/reviews/{number}/").status_code == 404
