"""What is kept around a review: reminders, the day of the next review, the report, the records."""

import io
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from cms.core.calendar import TOKYO, now, today, working_day_after
from cms.records.choices import Action
from cms.records.models import AccessRecord
from cms.workflow.choices import Act
from cms.workflow.models import PageUpkeep, ReviewRecord, ReviewState
from cms.workflow.services.publishing import publish_in_emergency
from cms.workflow.services.reminding import late_steps, pages_to_look_at
from tests.builders import make_admin
from tests.reading import page_of, words
from tests.workflow.builders import approve, change, make_person, submit

pytestmark = pytest.mark.django_db


def run(command, *arguments, capture):
    out = io.StringIO()
    with capture(execute=True):
        call_command(command, *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 24), 5, date(2026, 12, 1)),
        (date(2026, 11, 20), 1, date(2026, 11, 24)),  # Friday; 23 November is a holiday
        (date(2026, 12, 28), 1, date(2027, 1, 4)),
        (date(2026, 3, 31), 1, date(2026, 4, 1)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_working_days(day, count, expected):
    assert working_day_after(day, count) == expected


def test_who_is_late_is_reminded_once_a_week(
    local, editor, clerk, django_capture_on_commit_callbacks
):
    capture = django_capture_on_commit_callbacks
    step = submit(change(local, editor), editor)
    before = step.due_on - timedelta(days=7)
    assert not late_steps(on=before - timedelta(days=7)).exists()
    assert late_steps(on=step.due_on).get() == step
    ReviewState.objects.filter(pk=step.pk).update(due_on=today() - timedelta(days=1))
    assert "1件" in run("remind_reviews", "--dry-run", capture=capture)
    assert mail.outbox == []
    for _run in range(2):
        run("remind_reviews", capture=capture)
    assert [message.to for message in mail.outbox] == [[clerk.email]]
    assert "期限は" in mail.outbox[0].body
    assert "でした" in mail.outbox[0].body
    assert not late_steps(on=today() + timedelta(days=6)).exists()
    assert late_steps(on=today() + timedelta(days=7)).exists()


def test_the_owner_hears_of_the_day_of_review_once(
    local, editor, django_capture_on_commit_callbacks
):
    capture = django_capture_on_commit_callbacks
    upkeep = PageUpkeep.objects.get(page=local)
    upkeep.owner, upkeep.next_review = editor, today() + timedelta(days=14)
    upkeep.save()
    assert not pages_to_look_at(on=today() - timedelta(days=1)).exists()
    for _run in range(2):
        run("remind_reviews", capture=capture)
    assert [message.to for message in mail.outbox] == [[editor.email]]
    PageUpkeep.objects.update(next_review=today() + timedelta(days=3))
    run("remind_reviews", capture=capture)
    assert len(mail.outbox) == 2, "another day, another notice"
    local.unpublish()
    PageUpkeep.objects.update(next_review=today())
    assert not pages_to_look_at(on=today()).exists()


def test_upkeep_is_kept_beside_the_page(client, national, editor, town):
    client.force_login(editor)
    way = reverse("workflow_upkeep_edit", args=[national.pk])
    assert client.get(way).status_code == 200
    fields = {"owner": editor.pk, "next_review": "2027-04-01", "municipality": town.pk}
    response = client.post(way, fields)
    assert response.url == f"/admin/pages/{national.pk}/edit/"
    kept = PageUpkeep.objects.get(page=national)
    assert (kept.owner, kept.next_review, kept.municipality) == (editor, date(2027, 4, 1), town)
    listed = words(page_of(client.get(reverse("workflow_upkeep"))))
    assert "2027-04-01" in listed
    assert "八王子市" in listed
    wrong = client.post(way, {"owner": "x", "next_review": "きのう", "municipality": "10000000"})
    assert wrong.status_code == 200
    assert PageUpkeep.objects.get(page=national).next_review == date(2027, 4, 1)
    assert client.get(reverse("workflow_upkeep_edit", args=[1])).status_code == 404, "the root"
    assert way in client.get(f"/admin/pages/{national.pk}/edit/").content.decode()


def sheet_of(response):
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    return [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]


def test_the_report_tells_everything_and_is_recorded(client, national, editor, approver):
    step = submit(change(national, editor), editor)
    step.reject(user=approver, comment="=1+1")
    national.refresh_from_db()
    mended = change(national, editor, summary="直した説明です。")
    mended.current_workflow_state.resume(user=editor)
    approve(ReviewState.objects.open().get(), approver)
    chief = make_admin()
    urgent = change(national, chief, summary="急ぎの説明です。")
    publish_in_emergency(subject=urgent, by=chief, at=now(), reason="台風のため")
    type(national).objects.get(pk=national.pk).delete()
    client.force_login(approver)
    way = reverse("workflow_records_export")
    assert client.post(way, {"reason": ""}).status_code == 200
    assert not AccessRecord.objects.filter(action=Action.EXPORTED).exists()
    response = client.post(way, {"reason": "事業実施報告"})
    assert "private, no-store" in response.headers["Cache-Control"]
    rows = sheet_of(response)
    told = [row[2] for row in rows[1:]]
    assert told.count("差し戻した") == 1
    assert told.count("公開した") == 1
    assert told.count("審査なしで公開した") == 1, "once, and not for what was reviewed"
    assert "台風のため" in [row[8] for row in rows]
    assert "=1+1" in [row[8] for row in rows], "a text, never a formula"
    recorded = AccessRecord.objects.get(action=Action.EXPORTED)
    assert (recorded.actor, recorded.reason) == (approver, "事業実施報告")
    later = client.post(f"{way}?at_from=2999-01-01&at_to=kaputt", {"reason": "空の期間"})
    assert len(sheet_of(later)) == 1


def test_comments_beside_the_text_are_in_the_report(client, national, editor, approver):
    from wagtail.log_actions import log

    data = {"comment": {"id": 1, "contentpath": "summary", "text": "ここは古いです。"}}
    log(national, "wagtail.comments.create", user=editor, data=data)
    client.force_login(approver)
    rows = sheet_of(client.post(reverse("workflow_records_export"), {"reason": "報告"}))
    assert rows[1][1:3] == ["editor", "コメントを書いた"]
    assert rows[1][8] == "ここは古いです。"


@pytest.mark.parametrize(
    ("role", "reads", "exports"),
    [("編集者", 200, 403), ("承認者", 200, 200), ("監査", 200, 200), ("広報", 403, 403)],
)
def test_who_reads_the_records(client, roles, role, reads, exports):
    client.force_login(make_person("person", role))
    answers = [client.get(reverse(f"workflow_records{end}")) for end in ("", "_export")]
    allowed = {200: {200}, 403: {302, 403}}
    assert answers[0].status_code in allowed[reads]
    assert answers[1].status_code in allowed[exports]


def test_records_go_after_their_time(national, editor, django_capture_on_commit_callbacks):
    submit(change(national, editor), editor)
    old = ReviewRecord(at=datetime(2019, 3, 31, tzinfo=TOKYO), act="asked", title="古い")
    old.save()
    capture = django_capture_on_commit_callbacks
    assert "1件" in run("forget_review_records", "--dry-run", capture=capture)
    for _run in range(2):
        run("forget_review_records", capture=capture)
    assert not ReviewRecord.objects.filter(title="古い").exists()
    assert ReviewRecord.objects.filter(at__gte=now() - timedelta(days=1)).count() == 2
    with pytest.raises(CommandError, match="消せません"):
        call_command("forget_review_records", "--days", "30")


def test_editors_keep_the_checklist(client, national, editor, approver):
    client.force_login(editor)
    way = reverse("wagtailsnippets_workflow_checklistitem:add")
    fields = {"step": "consultation", "text": "見出しの順番", "order": "5", "is_active": "on"}
    assert client.post(way, fields).status_code == 302
    step = submit(change(national, editor), editor)
    client.force_login(approver)
    assert "見出しの順番" in client.get(f"/reviews/{step.pk}/").content.decode()


def test_whose_people_confirm_is_freed_by_those_who_decide_and_recorded(
    client, local, editor, approver, town
):
    way = reverse("workflow_upkeep_edit", args=[local.pk])
    client.force_login(editor)
    refused = client.post(way, {"owner": "", "next_review": "2027-04-01", "municipality": ""})
    assert "八王子市の事実確認がなくなります" in words(page_of(refused))
    kept = PageUpkeep.objects.get(page=local)
    assert (kept.municipality, kept.next_review) == (town, None)
    same = client.post(way, {"owner": "", "next_review": "", "municipality": town.pk})
    assert same.status_code == 302
    assert not ReviewRecord.objects.exists()
    client.force_login(approver)
    client.post(way, {"owner": "", "next_review": "", "municipality": ""})
    assert PageUpkeep.objects.get(page=local).municipality is None
    record = ReviewRecord.objects.get()
    assert (record.act, record.actor, record.key) == (Act.MUNICIPALITY, approver, str(local.pk))
    assert record.words == "東京都八王子市 → なし"
