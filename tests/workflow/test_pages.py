"""/reviews/ as people use it: without scripts, with mistakes, by those whom it does not concern."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.workflow.choices import Act
from cms.workflow.models import ReviewRecord
from measures.models import MeasurePage
from tests.builders import make_admin, make_area, make_measure, make_user
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

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(local, editor, clerk):
    return submit(change(local, editor), editor)


def main_words(response):
    return words(page_of(response).main)


def test_a_town_confirms_on_its_page(client, step, local, clerk, approver):
    client.force_login(clerk)
    listed = client.get("/reviews/")
    assert address(step) in links_of(page_of(listed).main).values()
    shown = client.get(address(step))
    assert "no-store" in shown.headers["Cache-Control"]
    assert CHANGED in main_words(shown)
    assert "八王子市" in main_words(shown)
    response = client.post(address(step), posted(step, action="approve"), follow=True)
    assert "承認しました" in main_words(response)
    assert turn_of(local).task.name == "協議"
    record = ReviewRecord.objects.get(act=Act.APPROVED)
    assert "窓口" in record.checked, "what was ticked is kept"
    assert "いまは「協議」の途中です" in main_words(client.get(address(step)))


def test_people_of_a_town_have_no_admin(client, clerk):
    client.force_login(clerk)
    for way in ("/admin/", "/admin/pages/"):
        response = client.get(way, follow=True)
        assert [place for place, _status in response.redirect_chain] == ["/reviews/"]
        shown = words(page_of(response))
        assert "このアカウントは、管理画面を使いません" in shown
        assert "permission" not in shown
    by_script = client.get("/admin/", headers={"x-requested-with": "XMLHttpRequest"})
    assert by_script.status_code == 403
    assert "/reviews/" in links_of(page_of(client.get("/sign-in/account/")).main).values()


def test_the_new_version_is_shown_as_visitors_would_see_it(client, step, local, clerk):
    client.force_login(clerk)
    shown = client.get(address(step, "review_preview"))
    assert shown.status_code == 200
    assert CHANGED in words(page_of(shown).main)
    assert "no-store" in shown.headers["Cache-Control"]
    assert CHANGED not in client.get(local.url).content.decode()


@pytest.mark.parametrize(
    "name", ["review", "review_preview", "review_hand_on", "review_skip"], ids=str
)
def test_others_are_told_nothing(client, step, town, name):
    assert client.get(address(step, name)).url.startswith("/sign-in/")
    neighbour = make_person("neighbour", "事実確認者", municipality=make_area("13209", "町田市"))
    for person in (neighbour, make_person("staff", "職員", municipality=town), make_user("nobody")):
        client.force_login(person)
        assert client.get(address(step, name)).status_code == 404
        assert client.post(address(step, name), posted(step, action="approve")).status_code == 404
    assert step.task.name not in main_words(client.get("/reviews/"))


def test_mistakes_keep_what_was_typed(client, step, clerk):
    client.force_login(clerk)
    data = {
        "action": "approve",
        "ticked": posted(step)["ticked"][:1],
        "comment": "電話で<b>確認</b>",
    }
    response = client.post(address(step), data)
    assert "印のないところを確かめて" in main_words(response)
    main = page_of(response).main
    assert len(main.find_all("input", checked=True)) == 1
    assert words(main.find("textarea", attrs={"name": "comment"})) == "電話で<b>確認</b>"
    empty = client.post(address(step), {"action": "reject", "comment": " 　"})
    assert "直してほしいこと" in main_words(empty)
    for nonsense in ({}, {"action": "publish"}, {"action": "approve", "ticked": ["x"] * 500}):
        assert client.post(address(step), nonsense).status_code in (200, 302)
    assert acts(step.workflow_state.content_object) == [Act.ASKED]


def test_own_changes_have_no_button_and_are_refused(client, national, approver):
    step = submit(change(national, approver), approver)
    client.force_login(approver)
    shown = client.get(address(step))
    assert "承認はほかの人がします" in main_words(shown)
    assert not page_of(shown).find("button", value="approve")
    refused = client.post(address(step), posted(step, action="approve"))
    assert "自分で直したものは、自分では承認できません" in main_words(refused)
    assert MeasurePage.objects.get(pk=national.pk).summary != CHANGED


def test_wagtails_own_dialog_keeps_the_same_rules(client, national, editor, approver):
    step = submit(change(national, approver), editor)
    way = "wagtailadmin_pages:workflow_action"
    action = reverse(way, args=[national.pk, "approve", step.pk])
    client.force_login(approver)
    for headers in ({}, {"x-requested-with": "XMLHttpRequest"}):
        client.post(action, posted(step), headers=headers)
        assert MeasurePage.objects.get(pk=national.pk).summary != CHANGED
    other = make_person("other", "承認者")
    client.force_login(other)
    client.post(action, {"comment": ""})
    assert MeasurePage.objects.get(pk=national.pk).summary != CHANGED, "nothing was ticked"
    client.post(action, posted(step))
    assert MeasurePage.objects.get(pk=national.pk).summary == CHANGED


def test_an_opinion_reaches_the_others(
    client, step, editor, clerk, django_capture_on_commit_callbacks
):
    client.force_login(clerk)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address(step), {"action": "comment", "comment": "電話番号が古いようです。"})
    assert [(message.to, "電話番号が古い" in message.body) for message in mail.outbox] == [
        ([editor.email], True)
    ]
    assert step.workflow_state.content_object.workflow_in_progress


def test_handing_on(client, step, clerk, town, approver, django_capture_on_commit_callbacks):
    colleague = make_person("colleague", "事実確認者", municipality=town)
    client.force_login(clerk)
    way = address(step, "review_hand_on")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(way, {"delegate-to": colleague.pk, "delegate-words": "休みのあいだ、お願い"})
    assert mail.outbox[-1].to == [colleague.email]
    assert "休みのあいだ" in mail.outbox[-1].body
    refused = client.post(address(step), posted(step, action="approve"))
    assert "あなたの番ではありません" in main_words(refused)
    client.force_login(colleague)
    client.post(address(step), posted(step, action="approve"))
    assert acts(step.workflow_state.content_object)[:3] == [Act.ASKED, Act.DELEGATED, Act.APPROVED]


def test_nobody_is_asked_who_may_not(client, step, clerk, editor, approver):
    client.force_login(clerk)
    for stranger in (clerk.pk, editor.pk, approver.pk, 10**30, "x"):
        response = client.post(address(step, "review_hand_on"), {"delegate-to": stranger})
        assert response.status_code == 200
    step.refresh_from_db()
    assert step.assignee is None


def test_going_on_without_the_town(client, step, local, clerk, approver):
    client.force_login(clerk)
    assert "自治体の確認なしで進める" not in main_words(client.get(address(step)))
    client.force_login(approver)
    way = address(step, "review_skip")
    assert "この項目は必須です" in main_words(client.post(way, {"skip-reason": ""}))
    client.post(way, {"skip-reason": "11月24日に電話で確かめた。"})
    assert turn_of(local).task.name == "協議"
    skipped = ReviewRecord.objects.get(act=Act.SKIPPED)
    assert (skipped.words, skipped.actor) == ("11月24日に電話で確かめた。", approver)


def test_a_town_without_anybody_is_told_to_the_agency(
    roles, town, editor, approver, django_capture_on_commit_callbacks
):
    page = make_named_measure(roles, town)
    with django_capture_on_commit_callbacks(execute=True):
        submit(change(page, editor), editor)
    assert [message.to for message in mail.outbox] == [[approver.email]]
    assert "事実確認をする人が" in mail.outbox[0].body


def test_a_page_deleted_under_review_leaves_words(
    client, step, local, editor, clerk, roles, django_capture_on_commit_callbacks
):
    client.force_login(make_admin())
    with django_capture_on_commit_callbacks(execute=True):
        asked = client.get(f"/admin/pages/{local.pk}/delete/")
        assert f"審査の途中のものが1件あります：「{local}」" in words(page_of(asked))
        assert client.post(f"/admin/pages/{local.pk}/delete/").status_code == 302
    assert not MeasurePage.objects.filter(pk=local.pk).exists()
    assert acts(local) == [Act.ASKED, Act.DELETED]
    told = {message.to[0] for message in mail.outbox if "削除" in message.subject}
    assert told == {editor.email, clerk.email}
    client.force_login(clerk)
    shown = client.get(address(step))
    assert shown.status_code == 410
    assert "記録に残っています" in main_words(shown)
    sent = client.post(address(step), {"action": "approve", "comment": "電話は<b>古い</b>です。"})
    assert sent.status_code == 410
    assert "あなたが書いたこと 電話は<b>古い</b>です。" in main_words(sent)
    assert "あなたが書いたこと" not in main_words(shown)
    client.force_login(make_user("nobody"))
    assert client.get(address(step)).status_code == 404


def test_a_page_without_a_review_is_deleted_without_that_word(client, local):
    client.force_login(make_admin())
    shown = client.get(f"/admin/pages/{local.pk}/delete/")
    assert "審査の途中" not in words(page_of(shown))


def test_an_amount_under_review_is_shown(client, editor, approver):
    from measures.models import Parameter
    from tests.builders import make_parameter

    draft = Parameter.objects.get(pk=make_parameter("a.b").pk)
    draft.title = "新しい名前"
    draft.save_revision(user=editor)
    step = submit(Parameter.objects.get(pk=draft.pk), editor)
    client.force_login(approver)
    assert "新しい名前" in main_words(client.get(address(step)))
    assert client.get(address(step, "review_preview")).status_code == 404
    client.force_login(make_admin())
    asked = client.get(f"/admin/snippets/measures/parameter/delete/{draft.pk}/")
    assert "審査の途中のものが1件あります" in words(page_of(asked))
    client.force_login(approver)
    edit = client.get(f"/admin/snippets/measures/parameter/edit/{draft.pk}/")
    assert address(step) in edit.content.decode(), "locked, with the way to the review"


def count(client, path):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_lists_ask_the_same_number_of_questions(client, roles, editor, approver):
    """/reviews/ and the first screen of the admin, with 1 review and with 12."""
    for number in range(12):
        page = make_measure(roles, slug=f"m-{number}")
        submit(change(page, editor), editor)
        if number == 0:
            client.force_login(approver)
            for path in ("/reviews/", "/admin/"):
                client.get(path)  # what is kept between requests is kept now
            few = [count(client, path) for path in ("/reviews/", "/admin/")]
    many = [count(client, path) for path in ("/reviews/", "/admin/")]
    assert many == few
    assert many[0] <= 15


def test_the_first_screen_names_whose_turn_and_what_is_late(client, local, editor, clerk, approver):
    step = submit(change(local, editor), editor)
    type(step).objects.filter(pk=step.pk).update(due_on="2026-01-05")
    client.force_login(approver)
    shown = words(page_of(client.get("/admin/")))
    assert "期限すぎ" in shown
    assert "わたしの番" not in shown
    approve(step, clerk)
    shown = words(page_of(client.get("/admin/")))
    assert "わたしの番" in shown
    assert "期限すぎ" not in shown
    turn_of(local).reject(user=approver, comment="直してください。")
    client.force_login(editor)
    assert "協議から戻りました" in words(page_of(client.get("/admin/")))


def test_where_nobody_else_could_be_asked_there_is_no_such_form(client, national, editor, approver):
    step = submit(change(national, editor), editor)
    client.force_login(approver)
    assert "ほかの人にたのむ" not in main_words(client.get(address(step)))
    make_person("colleague", "承認者")
    assert "ほかの人にたのむ" in main_words(client.get(address(step)))
