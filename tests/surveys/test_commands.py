"""Links from a sheet by command and in the admin, and the end of personal answers."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from cms.accounts.services import apply_roles
from cms.core.calendar import today
from cms.records.models import AccessRecord
from cms.surveys.definitions import load_definition
from cms.surveys.flow import wrong_references
from cms.surveys.models import Answer, Invitation, PageRemark, Survey
from cms.surveys.sittings import find_sitting
from tests.builders import make_area, make_group, make_user
from tests.surveys.builders import AT, make_survey, send, vote_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_area()


def listed(tmp_path, *lines, encoding="utf-8-sig"):
    path = tmp_path / "list.csv"
    path.write_text("\n".join(lines), encoding=encoding)
    return path


def run(command, *args, **options):
    out, errors = io.StringIO(), io.StringIO()
    try:
        call_command(command, *args, stdout=out, stderr=errors, **options)
    except CommandError as error:
        return f"{error} {errors.getvalue()}"
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_a_link_for_every_line(tmp_path, town, encoding):
    survey = make_survey(access="invited", closes_on=None)
    path = listed(tmp_path, "一覧,", "コード,だれへ", "132012,", ",=見本の団体", encoding=encoding)
    sheet = tmp_path / "links.xlsx"
    until = date(2099, 3, 31)
    words = run("invite_to_survey", "survey", path, f"--until={until}", f"--sheet={sheet}")
    assert "2件のリンクを作り" in words
    rows = [[cell or "" for cell in row] for row in load_workbook(sheet).active.values]
    assert [row[:2] for row in rows[1:]] == [["132012", "東京都八王子市"], ["", "=見本の団体"]]
    secret = rows[1][4].split("/")[-2]
    assert find_sitting(survey=survey, secret=secret, on=until).invitation.area == town
    assert sheet.stat().st_mode & 0o077 == 0, "nobody else reads it"
    assert AccessRecord.objects.get(action="exported").label == "アンケートのリンク 2件"


def test_codes_without_their_zero_are_found(tmp_path):
    make_area("01100", "札幌市", "さっぽろし")
    make_survey()
    words = run(
        "invite_to_survey",
        "survey",
        listed(tmp_path, "コード", "11002"),
        "--until=2099-01-01",
        "--dry-run",
    )
    assert "1件" in words


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["コード", "132012", "999999"], "3行目：自治体コード「999999」"),
        (["コード,だれへ", ","], "だれへ"),
        (["なまえ", "x"], "見出しの行に"),
        ([""], "空です"),
    ],
)
def test_with_a_wrong_line_nothing_is_made(tmp_path, town, lines, words):
    make_survey()
    sheet = tmp_path / "links.xlsx"
    path = listed(tmp_path, *lines)
    said = run("invite_to_survey", "survey", path, "--until=2099-01-01", f"--sheet={sheet}")
    if lines[-1] != ",":  # an empty line is no line
        assert words in said
    assert not Invitation.objects.exists()


def test_a_dry_run_makes_nothing_and_a_sheet_is_never_overwritten(tmp_path, town):
    make_survey()
    path = listed(tmp_path, "コード", "132012")
    assert "作れます" in run("invite_to_survey", "survey", path, "--until=2099-01-01", "--dry-run")
    for options in ([f"--sheet={path}"], []):
        said = run("invite_to_survey", "survey", path, "--until=2099-01-01", *options)
        assert "まだないファイル" in said
    assert not Invitation.objects.exists()
    assert "ありません" in run("invite_to_survey", "other", path, "--until=2099-01-01")


def test_forgetting_in_the_night(town):
    survey = make_survey({"kind": "long_text"}, closes_on=None, kept_days=0)
    send(survey, {"1": "私のこと"}, at=AT - timedelta(days=5000))
    vote_for(town, remark="x")
    PageRemark.objects.update(day=today() - timedelta(days=500))
    said = run("forget_survey_answers", "--dry-run")
    assert "自由に書かれた文：1件" in said
    assert "ページへのひとこと：1件" in said
    assert Answer.objects.exists()
    run("forget_survey_answers")
    assert not Answer.objects.exists()
    assert not PageRemark.objects.exists()
    assert "自由に書かれた文：0件" in run("forget_survey_answers")


@pytest.fixture
def post_list(client, site, town):
    apply_roles()
    user = make_user()
    make_group("広報", user)
    client.force_login(user)
    survey = make_survey(access="invited", closes_on=None)

    def post(content, *, name="list.csv", until="2099-03-31"):
        file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
        address = f"/admin/survey-results/{survey.pk}/invite/"
        assert client.get(address).status_code == 200
        return client.post(address, {"file": file, "until": until})

    return post


def test_the_office_makes_links_from_a_sheet(post_list):
    response = post_list("自治体コード\n132012\n")
    assert "no-store" in response.headers["Cache-Control"]
    rows = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert rows[1][1] == "東京都八王子市"
    assert Invitation.objects.get().until == date(2099, 3, 31)
    record = AccessRecord.objects.get(action="exported")
    assert (record.label, record.actor_name) == ("アンケートのリンク 1件", "reader")


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        ("コード\n999999\n", {}, "2行目：自治体コード"),
        ("", {}, "空です"),
        (b"\xff\xfe\x00", {}, "読めない文字"),
        (b"MZ", {"name": "a.exe"}, "この種類のファイル"),
        ("コード\n132012\n", {"until": "2020-01-01"}, "それより後の日"),
        ("コード\n132012\n", {"until": "x"}, "のように書いてください"),
    ],
)
def test_a_wrong_sheet_makes_nothing(post_list, content, options, words):
    response = post_list(content, **options)
    assert response.status_code == 200
    assert words in response.content.decode()
    assert not Invitation.objects.exists()


def test_the_ready_made_ones_are_added_once_switched_off_and_hold_together():
    assert "2件を作りました" in run("load_surveys")
    surveys = list(Survey.objects.order_by("slug"))
    assert [survey.slug for survey in surveys] == ["campaign-materials", "yearly"]
    for survey in surveys:
        survey.full_clean()
        assert not survey.is_active
        assert wrong_references(load_definition(survey).questions) == {}
    Survey.objects.update(title="直した題名")
    assert "0件を作りました" in run("load_surveys")
    assert set(Survey.objects.values_list("title", flat=True)) == {"直した題名"}
