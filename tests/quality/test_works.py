"""著作物一覧, the tasks of rights that end, and the first screen of the admin."""

import io
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cms.accounts.services import apply_roles
from cms.assets.rights.services import record_rights
from cms.core.calendar import today
from cms.quality.choices import Problem
from cms.quality.models import LinkUse, RightsTask
from cms.quality.services import remind_of_ending_rights
from cms.quality.works import HEADER, works
from cms.records.models import AccessRecord
from cms.search.models import ZeroResultQuery
from tests.builders import (
    OWN_WORK,
    make_admin,
    make_document,
    make_image,
    make_media,
    make_standard_page,
    make_user,
)
from tests.quality.builders import body, picture_block
from tests.reading import page_of, words

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
SIXTY = TODAY + timedelta(days=60)


def until(day):
    return {**OWN_WORK, "valid_until": day}


@pytest.fixture
def owner():
    return make_user("owner", email="owner@example.jp")


def remind(on, run):
    with run(execute=True):
        return remind_of_ending_rights(on=on)


def test_sixty_days_before_the_owner_gets_one_task_and_one_mail(
    owner, django_capture_on_commit_callbacks
):
    run = django_capture_on_commit_callbacks
    picture = make_image("公園", rights=until(SIXTY), uploaded_by_user=owner)
    make_document("あとの書類", rights=until(SIXTY + timedelta(1)), uploaded_by_user=owner)
    make_document("期限なし", uploaded_by_user=owner)
    assert remind(TODAY - timedelta(1), run) == []
    [task] = remind(TODAY, run)
    assert (task.record.file, task.owner) == (picture, owner)
    assert remind(TODAY, run) == []
    assert [letter.to for letter in mail.outbox] == [["owner@example.jp"]]
    assert "公園（2027年1月23日まで）" in mail.outbox[0].body
    record_rights(file=picture, valid_until=SIXTY + timedelta(days=365))
    assert not RightsTask.objects.waiting().exists()


def test_a_task_whose_owner_is_gone_stays_for_everybody(django_capture_on_commit_callbacks):
    gone = make_user("gone", email="gone@example.jp", is_active=False)
    make_image(rights=until(SIXTY), uploaded_by_user=gone)
    [task] = remind(TODAY, django_capture_on_commit_callbacks)
    assert task.owner is None
    assert mail.outbox == []


def test_the_command_tells_and_repeats(owner):
    make_image("もうすぐ", rights=until(today() + timedelta(3)), uploaded_by_user=owner)
    make_image("終わった", rights=until(today() - timedelta(1)))

    def told(*arguments):
        text = io.StringIO()
        call_command("remind_rights", *arguments, stdout=text)
        return text.getvalue()

    assert "Tasks: 1 (not kept)" in told("--dry-run")
    assert not RightsTask.objects.exists()
    first = told()
    assert "もうすぐ" in first
    assert "Ended" in first
    assert "終わった" in first
    assert "Tasks: 0" in told()


@pytest.fixture
def keeper(client):
    apply_roles()
    user = make_user("keeper")
    user.groups.add(Group.objects.get(name="承認者"))
    client.force_login(user)
    return user


def test_the_list_has_every_file_and_can_be_narrowed(client, keeper, site):
    used = make_image("使っている絵")
    make_standard_page(site, body=body(picture_block(used)))
    make_document("権利のない書類", rights=None)
    make_media("終わる動画", rights=until(today() + timedelta(9)))

    def shown(query):
        table = page_of(client.get(f"/admin/rights/{query}")).find("table", class_="listing")
        return words(table) if table else ""

    everything = shown("")
    for name in ("使っている絵", "権利のない書類", "終わる動画", "登録されていません"):
        assert name in everything
    assert "1か所" in everything
    assert "使っている絵" not in shown("?part=missing")
    assert "終わる動画" in shown("?part=ending")
    assert shown("?part=ended") == ""
    assert shown("?part=nonsense&p=99") == everything


def test_the_sheet_has_the_columns_of_the_notice_and_is_recorded(client, keeper):
    rights = {"holder": "=HYPERLINK(1)", "licence": "permitted", "evidence_note": "契約3号"}
    make_image("公園", rights={**rights, "for_web": True, "transfer": "possible"})
    make_document("書類", rights=None)
    assert client.post("/admin/rights/export/", {"reason": ""}).status_code == 200
    assert not AccessRecord.objects.filter(action="exported").exists()
    response = client.post("/admin/rights/export/", {"reason": "年度末の引継ぎ"})
    assert response.headers["Cache-Control"].startswith("private, no-store")
    sheet = load_workbook(io.BytesIO(response.content)).active
    rows = [dict(zip(HEADER, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    park = next(row for row in rows if row["名前"] == "公園")
    assert park["権利をもつ人"] == "=HYPERLINK(1)"
    assert sheet.cell(2 + rows.index(park), HEADER.index("権利をもつ人") + 1).data_type == "s"
    assert (park["ウェブ"], park["印刷"], park["証拠のメモ"]) == ("○", "×", "契約3号")
    assert (park["使える最後の日"], park["国（こども家庭庁）への譲渡"]) == ("期限なし", "ゆずれる")
    assert rows[0]["今日ウェブで使えるか"] == "権利が登録されていません"
    record = AccessRecord.objects.get(action="exported")
    assert (record.actor, record.reason) == (keeper, "年度末の引継ぎ")


def test_who_only_reads_may_not_export(client):
    apply_roles()
    editor = make_user("editor")
    editor.groups.add(Group.objects.get(name="編集者"))
    client.force_login(editor)
    assert client.get("/admin/rights/").status_code == 200
    assert client.get("/admin/rights/export/").url == "/admin/"


def test_the_list_of_works_costs_the_same_for_many_files():
    counts = []
    for number in (3, 30):
        for _each in range(number):
            make_document()
        with CaptureQueriesContext(connection) as queries:
            works(on=TODAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_first_screen_shows_what_waits(
    client, keeper, site, django_capture_on_commit_callbacks
):
    keeper.email = "keeper@example.jp"
    keeper.save()
    make_image("公園", rights=until(today() + timedelta(5)), uploaded_by_user=keeper)
    remind_of_ending_rights(on=today())
    page = make_standard_page(site, title="案内")
    LinkUse.objects.create(page=page, where="本文", words="消えた先", problem=Problem.DELETED)
    ZeroResultQuery.objects.create(text="ほげほげ", day=today(), count=4)
    ZeroResultQuery.objects.create(text="むかし", day=today() - timedelta(60), count=9)
    text = words(page_of(client.get("/admin/")))
    assert "使える期限が近いファイル（1件）" in text
    assert "あなたの仕事" in text
    assert "案内：消えた先（消されたページ）" in text
    assert "ほげほげ（4回）" in text
    assert "むかし" not in text


def test_the_first_screen_costs_the_same_for_many_rows(client, keeper, site):
    counts = []
    for number in (3, 30):
        for each in range(number):
            slug = f"page-{number}-{each}"
            page = make_standard_page(site, title=slug, slug=slug)
            LinkUse.objects.create(page=page, where="本文", words=slug, problem=Problem.DELETED)
            make_document(rights=until(today() + timedelta(5)), uploaded_by_user=keeper)
            ZeroResultQuery.objects.create(text=slug, day=today(), count=1)
        remind_of_ending_rights(on=today())
        client.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_who_has_no_right_sees_no_panel(client):
    apply_roles()
    reader = make_admin("other")
    reader.is_superuser = False
    reader.save()
    reader.groups.add(Group.objects.get(name="翻訳者"))
    make_image(rights=until(today() + timedelta(5)))
    remind_of_ending_rights(on=today())
    client.force_login(reader)
    assert "使える期限" not in words(page_of(client.get("/admin/")))
