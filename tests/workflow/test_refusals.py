"""What is refused, before a review and in it: the reason, what to do, and nothing is lost."""

from datetime import timedelta

import pytest
from django.core import mail
from wagtail.models import PageSubscription

from cms.assets.rights.services import record_rights
from cms.core.calendar import now, today
from cms.workflow.deciding import DECIDED, DecisionRefusedError
from cms.workflow.readiness import NotHandedInError
from cms.workflow.services.ending import record_deletion
from home.models import StandardPage
from tests.builders import OWN_WORK, make_image, make_standard_page
from tests.quality.builders import body, picture_block
from tests.reading import fields_of, page_of, words
from tests.workflow.builders import (
    acts,
    address,
    approve,
    change,
    fresh,
    make_person,
    posted,
    submit,
    turn_of,
)

pytestmark = pytest.mark.django_db
UNCLEAR = "画像「公園」：使える範囲に「ウェブ」がありません"


@pytest.fixture
def picture():
    return make_image("公園")


@pytest.fixture
def about(roles, editor, picture):
    """A public page whose draft, by the editor, shows the picture."""
    page = make_standard_page(roles)
    page.save_revision().publish()
    page = fresh(page)
    page.title, page.body = "新しい題", body(picture_block(picture))
    page.save_revision(user=editor)
    return StandardPage.objects.get(pk=page.pk)


def main_words(response):
    return words(page_of(response).main)


def take_rights(picture):
    record_rights(file=picture, **{**OWN_WORK, "for_web": False})


def test_a_refused_approval_leaves_the_step_open(client, about, picture, editor, approver):
    """Rights may end while a review goes on: the last step says so and still waits."""
    step = submit(about, editor)
    take_rights(picture)
    client.force_login(approver)
    shown = client.post(address(step), posted(step, action="approve", comment="よい文です。"))
    main = page_of(shown).main
    assert "画像「公園」" in words(main)
    assert "この確認は終わりました" not in words(main)
    assert main.find("button", value="reject")
    assert words(main.find("textarea", attrs={"name": "comment"})) == "よい文です。"
    assert len(main.find_all("input", checked=True)) == len(posted(step)["ticked"])
    client.post(address(step), {"action": "reject", "comment": "画像を替えてください。"})
    assert acts(about)[-1] == "rejected"
    assert turn_of(about).pk == step.pk


def hand_in(client, page, picture, button="action-submit", **typed):
    """As a browser posts the editing screen when the button is pressed."""
    address = f"/admin/pages/{page.pk}/edit/"
    form = page_of(client.get(address)).find("form", id="page-edit-form")
    fields = {**fields_of(form), **picture_typed(picture), **typed, button: "1"}
    return client.post(address, fields, follow=True)


def messages_of(response):
    return words(page_of(response).find(class_="messages"))


def test_what_cannot_be_published_is_not_handed_in(client, about, picture, editor):
    take_rights(picture)
    client.force_login(editor)
    said = messages_of(hand_in(client, about, picture, title="もっと新しい題"))
    assert "審査に出していません" in said
    assert UNCLEAR in said
    assert "審査に出しました" not in said
    page = fresh(about)
    assert page.get_latest_revision_as_object().title == "もっと新しい題", "it is a draft"
    assert (page.current_workflow_state, acts(about)) == (None, [])
    assert page.get_lock() is None, "the editor goes on"
    record_rights(file=picture, **OWN_WORK)
    assert "審査に出しました" in messages_of(hand_in(client, about, picture))
    assert fresh(about).workflow_in_progress


@pytest.mark.parametrize("button", ["action-submit", "action-restart-workflow"])
def test_what_was_sent_back_stays_so_until_it_is_mended(
    client, about, picture, editor, approver, button
):
    step = submit(about, editor)
    step.reject(user=approver, comment="画像を替えてください。")
    take_rights(picture)
    client.force_login(editor)
    said = messages_of(hand_in(client, about, picture, button, title="直した題"))
    assert UNCLEAR in said
    page = fresh(about)
    assert page.get_latest_revision_as_object().title == "直した題"
    assert page.current_workflow_state.status == "needs_changes"
    assert turn_of(page).pk == step.pk, "it still says why it came back"
    assert acts(about)[-1] == "rejected"


def test_a_scheduled_page_is_asked_about_its_first_day(about, picture, editor):
    record_rights(file=picture, **OWN_WORK, valid_until=today() + timedelta(days=5))
    for days, refused in ((6, True), (5, False)):
        page = change(about, editor, go_live_at=now() + timedelta(days=days))
        if refused:
            with pytest.raises(NotHandedInError, match="に終わりました"):
                submit(page, editor)
            assert fresh(page).current_workflow_state is None
        else:
            assert submit(page, editor).is_open


def test_a_new_page_is_kept_as_a_draft(client, about, picture, editor):
    take_rights(picture)
    client.force_login(editor)
    address = f"/admin/pages/add/home/standardpage/{about.get_parent().pk}/"
    form = page_of(client.get(address)).find("form", id="page-edit-form")
    typed = {**fields_of(form), **picture_typed(picture), "title": "新しいページ", "slug": "new"}
    said = messages_of(client.post(address, {**typed, "action-submit": "1"}, follow=True))
    assert UNCLEAR in said
    made = StandardPage.objects.get(slug="new")
    assert (made.live, made.current_workflow_state) == (False, None)


def picture_typed(picture):
    """The body with one picture as the editor posts it."""
    return {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "image",
        "body-0-id": "",
        "body-0-value-image": str(picture.pk),
        "body-0-value-alternative": "公園の絵",
        "body-0-value-caption": "",
    }


OVER = "この確認は、もう終わっています。"
OPINION = "電話番号を確かめました。"


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (lambda step, editor, other: approve(step, other), "otherさんが承認しました"),
        (
            lambda step, editor, other: step.reject(user=other, comment="直してください。"),
            "otherさんが差し戻しました",
        ),
        (
            lambda step, editor, other: step.workflow_state.cancel(user=editor),
            "editorさんが取りやめました",
        ),
    ],
    ids=["approved", "rejected", "withdrawn"],
)
def test_who_comes_late_reads_who_ended_it_and_keeps_the_words(
    client, about, editor, approver, end, told
):
    step = submit(about, editor)
    client.force_login(approver)
    client.get(address(step))
    end(turn_of(fresh(about)), editor, make_person("other", "承認者"))
    shown = client.post(address(step), posted(step, action="approve", comment=OPINION))
    assert f"{OVER}{told}。" in main_words(shown)
    assert "開き直してください" not in main_words(shown)
    assert OPINION in main_words(shown)


NEW_COMMENT = {
    "comments-TOTAL_FORMS": "1",
    "comments-INITIAL_FORMS": "0",
    "comments-0-id": "",
    "comments-0-contentpath": "title",
    "comments-0-text": "この題でよいですか。",
    "comments-0-position": "",
    "comments-0-replies-TOTAL_FORMS": "0",
    "comments-0-replies-INITIAL_FORMS": "0",
}


def test_a_refused_hand_in_tells_of_comments_once(
    client, about, picture, editor, django_capture_on_commit_callbacks
):
    """The first attempt is undone: what it noted is told when it is stored."""
    colleague = make_person("colleague", "編集者")
    PageSubscription.objects.create(page=about, user=colleague, comment_notifications=True)
    take_rights(picture)
    client.force_login(editor)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert "審査に出していません" in messages_of(hand_in(client, about, picture, **NEW_COMMENT))
    assert [each.to for each in mail.outbox] == [[colleague.email]]


def test_who_decides_while_the_page_is_deleted_keeps_the_words(
    client, about, editor, approver, monkeypatch
):
    """The page goes between the look at the step and the decision."""
    step = submit(about, editor)
    client.force_login(approver)

    def delete_first(**named):
        record_deletion(subjects=[about], by=editor, at=now())
        about.delete()
        raise DecisionRefusedError(about, DECIDED)

    monkeypatch.setattr("cms.workflow.views.decide", delete_first)
    words_ = "電話番号が違います。"
    late = client.post(address(step), posted(step, action="reject", comment=words_))
    assert late.status_code == 410
    assert words_ in main_words(late)
