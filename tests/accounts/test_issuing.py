"""Accounts in bulk: every wrong row is named, nothing is half done, passwords appear once."""

import io
import stat
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from cms.accounts.issuing.checking import check_wishes
from cms.accounts.issuing.reading import MOST_PEOPLE, Wish, read_wishes
from cms.accounts.models import User
from cms.accounts.origin import Origin
from cms.accounts.passwords import READABLE, draw_initial_password
from cms.accounts.services.issuing import NothingIssuedError, issue_accounts
from cms.records.choices import Action
from cms.records.models import AccessRecord
from cms.spreadsheets.reading import UnreadableFileError
from tests.builders import make_area, make_group, make_user
from tests.reading import page_of, words

HEADER = "自治体コード,氏名,メール,ID,役割,所有者"
HACHIOJI = "132012"
AT = datetime(2026, 11, 23, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _town(roles, town):
    return town


@pytest.fixture
def administrator(roles, client):
    user = make_user("kanri")
    make_group("管理者", user)
    client.force_login(user)
    return user


def wish(number: int = 2, **cells: str) -> Wish:
    usual = {
        "code": HACHIOJI,
        "name": "山田 花子",
        "email": f"person{number}@town.example",
        "username": "",
        "role": "職員",
        "is_owner": "",
    }
    return Wish(number, **{**usual, **cells})


def reasons(*wishes: Wish) -> list[tuple[int, str, str]]:
    found = check_wishes(wishes, AT.date()).problems
    return [(problem.number, problem.column, problem.reason) for problem in found]


def issue(*wishes: Wish, **options):
    return issue_accounts(wishes=wishes, by=None, origin=Origin(at=AT), **options)


def write(tmp_path, *lines: str, name="people.csv", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes("\n".join([HEADER, *lines]).encode(encoding))
    return path


def line(number: int = 1, code: str = HACHIOJI) -> str:
    return f"{code},人{number},person{number}@town.example,,職員,"


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_csv_of_every_office_is_read(tmp_path, encoding):
    path = write(tmp_path, "132012,髙橋 花子,hanako@town.example,,職員,○", encoding=encoding)
    (found,) = read_wishes(path)
    assert (found.number, found.name, found.is_owner) == (2, "髙橋 花子", "○")


def test_excel_with_a_title_and_other_headings_is_read(tmp_path):
    book = Workbook()
    rows = [
        ["令和8年度 利用者の一覧"],
        ["No.", "団体コード", "担当者名", "メールアドレス", "権限"],
        [1, 132012, "山田 花子", "hanako@town.example", "職員"],
    ]
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    (found,) = read_wishes(tmp_path / "people.xlsx")
    assert (found.number, found.code, found.username) == (3, "132012", "")


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("自治体コード,氏名\n132012,山田")
    with pytest.raises(UnreadableFileError, match="メール、役割"):
        read_wishes(path)


def test_twenty_thousand_rows_are_refused_with_words(tmp_path):
    path = write(tmp_path, *[line(number) for number in range(20_000)])
    with pytest.raises(UnreadableFileError, match=f"20,000行あります.*{MOST_PEOPLE:,}人まで"):
        read_wishes(path)


# --- checking -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "column", "word"),
    [
        ({"code": "132013"}, "自治体コード", "検査数字"),
        ({"code": "472018"}, "自治体コード", "ありません"),
        ({"code": ""}, "自治体コード", "6けた"),
        ({"code": "八王子市"}, "自治体コード", "6けた"),
        ({"name": ""}, "氏名", "書いてください"),
        ({"name": "あ" * 61}, "氏名", "60字"),
        ({"email": "nowhere"}, "メール", "1つ書いて"),
        ({"email": "a@b.example;c@d.example"}, "メール", "1つ書いて"),
        ({"username": "山田"}, "ID", "英小文字"),
        ({"username": "ab"}, "ID", "3文字"),
        ({"role": ""}, "役割", "職員"),
        ({"role": "課長"}, "役割", "職員"),
        ({"role": "管理者"}, "役割", "だけ"),
        ({"role": "職員、事実確認者"}, "役割", "一人に一つ"),
        ({"is_owner": "たぶん"}, "所有者", "○"),
    ],
)
def test_a_wrong_cell_is_named_with_its_row(cells, column, word):
    ((number, where, reason),) = reasons(wish(7, **cells))
    assert (number, where) == (7, column)
    assert word in reason


def test_what_is_twice_is_named_with_the_first_row():
    assert (
        "2行目と同じメール"
        in reasons(wish(2, email="a@b.example"), wish(3, email="A@B.example"))[0][2]
    )
    assert (
        "2行目と同じID"
        in reasons(wish(2, username="yamada"), wish(3, username="ＹＡＭＡＤＡ"))[0][2]
    )
    assert "2行目も" in reasons(wish(2, is_owner="○"), wish(3, is_owner="○"))[0][2]


def test_one_person_with_two_roles_is_named():
    first, second = wish(2, email="a@b.example"), wish(3, email="a@b.example", role="事実確認者")
    assert "役割がちがいます" in reasons(first, second)[0][2]


def test_what_exists_already_is_named(town, staff_of):
    staff_of(town, "yamada", is_owner=True)
    assert "もうあります" in reasons(wish(email="yamada@town.example"))[0][2]
    assert "もう使われて" in reasons(wish(username="yamada"))[0][2]
    assert "もう所有者" in reasons(wish(is_owner="○"))[0][2]


def test_an_old_code_leads_to_the_successor():
    hamamatsu = make_area("22130", "浜松市", "はままつし")
    make_area("22131", "旧区", "きゅうく", valid_to=date(2023, 12, 31), successor=hamamatsu)
    make_area("22132", "なくなった町", "なくなったまち", valid_to=date(2000, 3, 31))
    (found,) = check_wishes([wish(code="221317")], AT.date()).candidates
    assert found.area == hamamatsu
    assert "古いコード" in found.note
    assert "もうありません" in reasons(wish(code="221325"))[0][2]


@pytest.mark.parametrize("code", ["132012", "１３２０１２", "13201", "132012 "])
def test_codes_are_understood_as_offices_write_them(code):
    (found,) = check_wishes([wish(code=code.strip())], AT.date()).candidates
    assert found.area.code6 == HACHIOJI


def test_a_lost_leading_zero_comes_back():
    make_area("01100", "札幌市", "さっぽろし")
    (found,) = check_wishes([wish(code="11002")], AT.date()).candidates
    assert found.area.name == "札幌市"


# --- issuing --------------------------------------------------------------------------------------


def test_accounts_with_sheets():
    first, second = issue(wish(2, is_owner="○"), wish(3, username="Suzuki", role="事実確認者"))
    assert (first.username, second.username) == ("132012-01", "suzuki")
    user = User.objects.get(username="132012-01")
    assert user.check_password(first.password)
    assert (user.is_owner, user.must_change_password) == (True, True)
    assert user.initial_password_until == AT + timedelta(days=14)
    assert user.expires_on == date(2027, 4, 30)
    assert [group.name for group in user.groups.all()] == ["職員"]
    rows = AccessRecord.objects.filter(action=Action.ACCOUNT_ISSUED)
    assert [row.key for row in rows.order_by("pk")] == [
        str(pk) for pk in User.objects.order_by("pk").values_list("pk", flat=True)
    ]


def test_one_wrong_row_issues_nothing_unless_it_is_skipped():
    wishes = [wish(2), wish(3, role="課長")]
    with pytest.raises(NothingIssuedError):
        issue(*wishes)
    assert User.objects.count() == 0
    assert len(issue(*wishes, skip_wrong_rows=True)) == 1


def test_the_same_rows_twice_issue_once():
    issue(wish())
    with pytest.raises(NothingIssuedError, match="発行ずみ"):
        issue(wish())
    with pytest.raises(NothingIssuedError):
        issue(wish(), skip_wrong_rows=True)
    assert User.objects.count() == 1


def test_drawn_ids_avoid_those_that_are_taken(town, staff_of):
    staff_of(town, "132012-01")
    sheets = issue(wish(2), wish(3, username="132012-02"), wish(4))
    assert [sheet.username for sheet in sheets] == ["132012-03", "132012-02", "132012-04"]


def test_initial_passwords_are_readable_and_never_the_same():
    drawn = {draw_initial_password() for _time in range(200)}
    assert len(drawn) == 200
    assert set("".join(drawn)) <= {*READABLE, "-"}
    assert not set("0o1il2z5su") & set(READABLE)


def test_passwords_are_hashed_with_argon2_at_the_stated_cost(settings):
    settings.PASSWORD_HASHERS = ["cms.accounts.hashers.PortalArgon2PasswordHasher"]
    (sheet,) = issue(wish())
    encoded = User.objects.get().password
    assert "argon2id" in encoded
    assert "m=19456,t=2,p=1" in encoded
    assert not identify_hasher(encoded).must_update(encoded)
    assert User.objects.get().check_password(sheet.password)


def test_progress_is_told():
    told = []
    issue(wish(2), wish(3), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


# --- the command ----------------------------------------------------------------------------------


def run(*arguments, **options) -> str:
    out = io.StringIO()
    call_command("issue_accounts", *map(str, arguments), stdout=out, stderr=out, **options)
    return out.getvalue()


def test_the_command_writes_a_table_that_nobody_else_reads(tmp_path):
    place = tmp_path / "sheets.xlsx"
    run(write(tmp_path, line(1), line(2)), "--sheets", place)
    rows = list(load_workbook(place).active.iter_rows(values_only=True))
    assert rows[0][3:5] == ("ID", "初回パスワード")
    assert User.objects.get(username=rows[1][3]).check_password(rows[1][4])
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_the_command_writes_a_page_with_its_style(tmp_path):
    run(write(tmp_path, line(1), line(2)), "--sheets", tmp_path / "out")
    page = (tmp_path / "out" / "sheets.html").read_text()
    assert page.count("<article>") == 2
    assert "132012-01" in page
    assert "break-after: page" in (tmp_path / "out" / "sheets.css").read_text()


def test_nothing_is_overwritten_or_lost(tmp_path):
    place = tmp_path / "sheets.xlsx"
    place.write_text("of last year")
    for target in (["--sheets", place], []):
        with pytest.raises(CommandError):
            run(write(tmp_path, line()), *target)
    assert place.read_text() == "of last year"
    assert User.objects.count() == 0


def test_a_dry_run_writes_nothing(tmp_path):
    text = run(write(tmp_path, line(), "999,x,y,,z,"), "--dry-run")
    assert "3行目「自治体コード」" in text
    assert "発行できる行 1、直す行 1" in text
    assert User.objects.count() == 0


def test_a_wrong_row_stops_the_command_unless_skipped(tmp_path):
    path = write(tmp_path, line(), "999,x,y,,z,")
    with pytest.raises(CommandError, match="何も発行していません"):
        run(path, "--sheets", tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()
    run(path, "--sheets", tmp_path / "a.xlsx", "--skip-wrong-rows")
    assert User.objects.count() == 1


# --- the admin ------------------------------------------------------------------------------------


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


def test_two_sheets_of_one_evening_do_not_share_people(roles):
    """The second of two administrators finds the people of the first."""
    issue(wish(2, email="a@b.example"))
    both = [wish(2, email="a@b.example"), wish(3, email="c@d.example")]
    with pytest.raises(NothingIssuedError):
        issue(*both)
    (sheet,) = issue(*both, skip_wrong_rows=True)
    assert sheet.username == "132012-02"
    assert timezone.is_aware(sheet.until)
