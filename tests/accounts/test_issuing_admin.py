"""Issuing accounts in the admin: a preview first, pages or a table once, nothing twice."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from cms.accounts.models import User
from cms.records.choices import Action
from cms.records.models import AccessRecord
from tests.accounts.test_issuing import HEADER, line
from tests.builders import make_group, make_user
from tests.reading import page_of, words


@pytest.fixture(autouse=True)
def _town(roles, town):
    return town


@pytest.fixture
def administrator(roles, client):
    user = make_user("kanri")
    make_group("管理者", user)
    client.force_login(user)
    return user


def upload(client, *lines: str, name="people.csv", content: bytes | None = None):
    content = content if content is not None else "\n".join([HEADER, *lines]).encode()
    file = SimpleUploadedFile(name, content)
    return client.post("/admin/accounts/issue/", {"file": file})


def confirm(client, preview, **fields: str):
    token = page_of(preview).find("input", attrs={"name": "rows"})["value"]
    return client.post("/admin/accounts/issue/confirm/", {"rows": token, **fields})


def test_preview_then_one_page_for_each_person(client, administrator):
    preview = upload(client, line(1), line(2))
    assert "まだ何も発行していません" in words(page_of(preview))
    assert User.objects.filter(municipality__isnull=False).count() == 0
    pages = confirm(client, preview, sheets="pages")
    assert len(page_of(pages).find_all("article")) == 2
    assert "no-store" in pages.headers["Cache-Control"]
    assert (
        AccessRecord.objects.filter(action=Action.ACCOUNT_ISSUED, actor=administrator).count() == 2
    )


def test_a_second_click_issues_nothing_more(client, administrator):
    preview = upload(client, line(1))
    confirm(client, preview)
    again = confirm(client, preview)
    assert again.status_code == 409
    assert "発行していません" in words(page_of(again))
    assert User.objects.filter(municipality__isnull=False).count() == 1


def test_wrong_rows_are_listed_and_skipped_only_on_purpose(client, administrator):
    preview = upload(client, line(1), "132013,人,p@town.example,,職員,")
    assert "3行目" in words(page_of(preview))
    assert confirm(client, preview).status_code == 409
    table = confirm(client, preview, skip="on", sheets="table")
    rows = list(load_workbook(io.BytesIO(table.content)).active.iter_rows(values_only=True))
    assert len(rows) == 2


def test_formulas_stay_texts(client, administrator):
    preview = upload(client, '132012,"=HYPERLINK(""http://evil.example"")",a@b.example,,職員,')
    table = confirm(client, preview, sheets="table")
    cell = load_workbook(io.BytesIO(table.content)).active["C2"]
    assert (cell.data_type, cell.value[:10]) == ("s", "=HYPERLINK")


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("people.csv", b"", "空"),
        ("people.pdf", b"%PDF-1.7", "種類"),
        ("people.xlsx", b"PK\x03\x04 broken", "表計算ファイルとして読めません"),
        ("people.csv", b"\x00\x01\x02\xff\xfe", ""),
        ("people.csv", b"a" * (11 * 1024 * 1024), "10MB"),
        ("people.csv", "自治体コード,氏名,メール,役割\n".encode(), "人の行がありません"),
    ],
)
def test_files_that_are_none_get_a_message(client, administrator, name, content, word):
    response = upload(client, name=name, content=content)
    assert response.status_code == 200
    assert word in words(page_of(response))
    assert page_of(response).find("input", attrs={"type": "file"})


def test_hostile_cells_do_no_harm(client, administrator):
    preview = upload(client, '132012,"<script>x</script>😀\x00",a@b.example,,職員,')
    assert "<script>x" not in preview.content.decode()
    pages = confirm(client, preview, sheets="pages")
    assert "<script>x" not in pages.content.decode()


@pytest.mark.parametrize("token", ["", "forged", "あ", "gAAAAA" + "x" * 100])
def test_forged_rows_issue_nothing(client, administrator, token):
    response = client.post("/admin/accounts/issue/confirm/", {"rows": token})
    assert response.status_code == 409
    assert User.objects.count() == 1


@pytest.mark.parametrize("role", ["編集者", "監査", "職員"])
def test_others_issue_nothing(client, roles, role):
    user = make_user("other")
    make_group(role, user)
    client.force_login(user)
    for address in ("", "confirm/"):
        response = client.post(f"/admin/accounts/issue/{address}", {"rows": "x"})
        assert response.status_code in (302, 403)
    assert User.objects.count() == 1
