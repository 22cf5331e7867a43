"""Importing lists: every kind of file, every kind of mistake, all or nothing."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from cms.spreadsheets.reading import Row, UnreadableFileError, read_rows
from cms.spreadsheets.writing import safe
from directory.importing.mapping import find_layout, formats
from directory.models import Office
from tests.builders import make_area, make_prefecture

pytestmark = pytest.mark.django_db
LISTED = {
    "窓口ID": "hachioji-1",
    "自治体コード": "132012",
    "窓口名": "子育て支援課",
    "相談できること": "手当；医療費",
    "電話番号": "042-620-7368（内線12）",
    "開いている時間": "平日 8:30～17:15",
    "休みの日": "土曜日・日曜日・祝日",
    "状態": "公開",
}


@pytest.fixture(autouse=True)
def town():
    return make_area()


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def write(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8") -> Path:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def run(path: Path, *options: str) -> str:
    out = io.StringIO()
    call_command("import_offices", str(path), *options, stdout=out, stderr=out)
    return out.getvalue()


def report_of(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_list_in_every_usual_encoding(folder, encoding):
    assert "新規 1" in run(write(folder / "list.csv", [LISTED], encoding))
    office = Office.objects.get()
    assert office.live
    assert office.tasks == ["allowance", "medical"]
    contact = office.contacts.get()
    assert (contact.value, contact.extension) == ("042-620-7368", "12")
    assert str(office.schedules.get()) == "08:30-17:15"


def test_the_second_time_nothing_changes(folder):
    path = write(folder / "list.csv", [LISTED])
    run(path)
    before = Office.objects.values().get()
    assert "変更なし 1" in run(path)
    assert Office.objects.values().get() == before


def test_a_changed_row_changes_its_office(folder):
    run(write(folder / "list.csv", [LISTED]))
    assert "更新 1" in run(write(folder / "list.csv", [{**LISTED, "窓口名": "こども家庭課"}]))
    assert Office.objects.get().name == "こども家庭課"


def test_a_dry_run_writes_nothing_and_tells_everything(folder):
    report = folder / "report.csv"
    text = run(write(folder / "list.csv", [LISTED]), "--dry-run", "--report", str(report))
    assert "何も書いていません" in text
    assert not Office.objects.exists()
    assert [(row["行"], row["結果"]) for row in report_of(report)] == [("2", "新規")]


@pytest.mark.parametrize(
    ("column", "written", "reason"),
    [
        ("電話番号", "042-62O-7368", "電話番号として読めません"),
        ("電話番号", "042-620", "電話番号として読めません"),
        ("自治体コード", "132013", "検査数字"),
        ("自治体コード", "999997", "という自治体コードはありません"),
        ("自治体コード", "", "空欄です"),
        ("自治体コード", "八王子市", "6けたの数字"),
        ("窓口名", "", "空欄です"),
        ("窓口名", "あ" * 121, "120字まで"),
        ("窓口ID", "窓口1", "半角の英数字"),
        ("窓口ID", "", "空欄です"),
        ("相談できること", "手当；恋愛", "次のどれか"),
        ("メール", "soudan(at)example.jp", "メールアドレスとして読めません"),
        ("URL", "www.example.jp", "https://"),
        ("郵便番号", "192-85", "7けた"),
        ("緯度", "135.1", "日本の中の値"),
        ("緯度", "北緯", "数字で"),
        ("確認した日", "昨日", "2026-04-01 のように"),
        ("確認の状態", "確認済", "確認した日"),
        ("父子家庭", "たぶん", "「はい」か「いいえ」"),
        ("担当する自治体コード", "132012 1", "ありません"),
        ("組織の種類", "会社", "次のどれか"),
        ("内線", "あ", "数字だけ"),
    ],
)
def test_every_mistake_has_row_column_and_reason(folder, column, written, reason):
    report = folder / "report.csv"
    path = write(folder / "list.csv", [{**LISTED, "窓口ID": "good"}, {**LISTED, column: written}])
    with pytest.raises(CommandError, match="何も取り込みませんでした"):
        run(path, "--report", str(report))
    assert not Office.objects.exists()
    line = report_of(report)[0]
    assert line["行"] == "3"
    if column != "確認の状態":
        assert line["列"] == column
    assert reason in line["理由"]


def test_good_rows_only_when_asked(folder):
    path = write(folder / "list.csv", [LISTED, {**LISTED, "窓口ID": "bad", "電話番号": "x"}])
    text = run(path, "--partial")
    assert "新規 1" in text
    assert "3行目「電話番号」" in text
    assert [office.external_id for office in Office.objects.all()] == ["hachioji-1"]


def test_the_same_id_twice_names_both_rows(folder):
    with pytest.raises(CommandError):
        run(write(folder / "list.csv", [LISTED, LISTED]), "--report", str(folder / "r.csv"))
    assert "2行目にもあります" in report_of(folder / "r.csv")[0]["理由"]


def test_codes_that_lost_their_zeros_or_check_digit(folder):
    hokkaido = make_prefecture("01000", "北海道", "ほっかいどう")
    make_area("01100", "札幌市", "さっぽろし", parent=hokkaido)
    codes = {"a": "11002", "b": "01100", "c": "1100", "d": "1", "e": "０１１００２"}
    rows = [{**LISTED, "窓口ID": key, "自治体コード": code} for key, code in codes.items()]
    run(write(folder / "list.csv", rows))
    found = dict(Office.objects.values_list("external_id", "area__name"))
    assert found == {"a": "札幌市", "b": "札幌市", "c": "札幌市", "d": "北海道", "e": "札幌市"}


def test_an_office_of_an_abolished_area_moves_to_its_successor(folder, town):
    make_area("22131", "浜松市中区", "なかく", valid_to="2023-12-31", successor=town)
    run(write(folder / "list.csv", [{**LISTED, "自治体コード": "22131"}]))
    assert Office.objects.get().area == town


def test_several_numbers_areas_and_lines_for_everybody(folder):
    row = {
        **LISTED,
        "電話番号": "042-620-7368、0120-279-338",
        "自治体コード": "",
        "担当する自治体コード": "全国",
    }
    run(write(folder / "list.csv", [row]))
    office = Office.objects.nationwide().get()
    assert [c.value for c in office.contacts.all()] == ["042-620-7368", "0120-279-338"]


def test_rows_that_are_not_published_stay_hidden(folder):
    words = ["公開", "下書き", "", "review_required"]
    rows = [{**LISTED, "窓口ID": f"o{n}", "状態": word} for n, word in enumerate(words)]
    run(write(folder / "list.csv", rows))
    assert [o.external_id for o in Office.objects.filter(live=True)] == ["o0"]
    assert Office.objects.count() == 4


def test_hours_that_are_not_certain_stay_words(folder):
    run(write(folder / "list.csv", [{**LISTED, "開いている時間": "役場の時間"}]))
    office = Office.objects.get()
    assert not office.schedules.exists()
    assert office.hours_text == "役場の時間（休み：土曜日・日曜日・祝日）"


def test_the_open_list_of_windows(folder):
    row = {
        "id": "jp-1",
        "municipalityId": "x",
        "categoryId": "rent",
        "name": "自立相談",
        "phone": "042-620-7462",
        "status": "published",
        "verificationLevel": "primary_source_import",
        "lastVerifiedAt": "2026-07-27",
        "scope": "municipality",
        "code5": "13201",
    }
    checked = {**row, "id": "jp-2", "verificationLevel": "human_verified"}
    prefecture = {**row, "id": "jp-3", "scope": "prefecture", "code5": "13"}
    run(write(folder / "list.csv", [row, checked, prefecture]))
    listed, verified, wide = Office.objects.order_by("external_id")
    assert (listed.verification, str(listed.source_on)) == ("unconfirmed", "2026-07-27")
    assert (verified.verification, str(verified.confirmed_on)) == ("confirmed", "2026-07-27")
    assert listed.source_licence == "CC BY 4.0"
    assert listed.tasks == ["housing"]
    assert wide.area.code6 == "130001"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.csv", b"", "空です"),
        ("blank.csv", b"\n\n,,,\n", "中身が空"),
        ("list.pdf", b"%PDF-1.4", "この種類のファイル"),
        ("pdf.csv", b"%PDF-1.4", "中身がCSVではありません"),
        ("sheet.csv", b"PK\x03\x04abc", "中身がCSVではありません"),
        ("broken.xlsx", b"PK\x03\x04abc", "表計算ファイルとして読めません"),
        ("text.xlsx", "窓口ID,窓口名".encode(), "表計算ファイルとして読めません"),
        ("bytes.csv", b"a,b\n\xff\xfe\x80,c", "2行目に読めない文字"),
        ("other.csv", "りんご,みかん\n1,2\n".encode(), "見出しの行がわかりません"),
        ("short.csv", "窓口ID,窓口名,住所\na,b,c\n".encode(), "「自治体コード」"),
        ("header.csv", "窓口ID,窓口名,自治体コード\n".encode(), "窓口の行がありません"),
        ("twice.csv", "窓口ID,窓口名,窓口名,自治体コード\na,b,c,d\n".encode(), "同じ列が2つ"),
    ],
)
def test_files_that_are_wrong_as_a_whole(folder, name, content, message):
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        run(path)
    assert not Office.objects.exists()


def test_a_file_that_is_not_there(folder):
    with pytest.raises(CommandError, match="見つかりません"):
        run(folder / "nothing.csv")
    with pytest.raises(CommandError, match="見つかりません"):
        run(folder)


def test_titles_above_the_header_are_skipped(folder):
    path = folder / "list.csv"
    path.write_text("令和8年度 窓口一覧\n\n窓口ID,窓口名,自治体コード\no1,市民課,132012\n", "utf-8")
    assert "新規 1" in run(path)


def test_a_file_too_big_is_refused_before_it_is_read(folder, monkeypatch):
    monkeypatch.setattr("cms.spreadsheets.reading.MAX_BYTES", 10)
    with pytest.raises(UnreadableFileError, match="大きすぎ"):
        read_rows(write(folder / "list.csv", [LISTED]))


def test_a_header_with_other_widths_is_understood():
    for each in formats():
        header = Row(1, [name.replace("F", "Ｆ") for name in each.headers])
        assert find_layout([header]).format is each


@pytest.mark.parametrize("cell", ["=1+1", "+81", "-1", "@x", "\tx", "\rx"])
def test_a_report_computes_nothing(cell):
    assert safe(cell) == f"'{cell}"
    assert safe("窓口") == "窓口"


def test_control_characters_do_not_reach_the_database(folder):
    row = {**LISTED, "窓口名": "子育て\x00支援\u202e課", "説明": "一行目\n二行目"}
    run(write(folder / "list.csv", [row]))
    office = Office.objects.get()
    assert office.name == "子育て支援課"
    assert office.description == "一行目 二行目"


def test_the_index_may_wait(folder):
    assert "検索の準備" not in run(write(folder / "list.csv", [LISTED]), "--no-index")
    assert "変更なし 1" in run(write(folder / "list.csv", [LISTED]))


def test_a_spreadsheet_with_numbers_and_dates(folder):
    """Codes arrive as numbers without their zeros, days as dates, titles stand above the header."""
    hokkaido = make_prefecture("01000", "北海道", "ほっかいどう")
    make_area("01100", "札幌市", "さっぽろし", parent=hokkaido)
    book = openpyxl.Workbook()
    book.active.append(["令和8年度 窓口一覧"])
    book.active.append(["窓口ID", "窓口名", "自治体コード", "確認の状態", "確認した日", "状態"])
    book.active.append(["s1", "区役所", 11002, "確認済", date(2026, 4, 1), "公開"])
    book.save(folder / "list.xlsx")
    assert "新規 1" in run(folder / "list.xlsx")
    office = Office.objects.get()
    assert (office.area.name, office.confirmed_on) == ("札幌市", date(2026, 4, 1))


def test_many_problems_are_counted_and_the_first_ones_shown(folder):
    rows = [{**LISTED, "窓口ID": f"o{n}", "電話番号": "x"} for n in range(25)]
    out = io.StringIO()
    with pytest.raises(CommandError, match="25行"):
        call_command("import_offices", str(write(folder / "l.csv", rows)), stdout=out, stderr=out)
    assert "ほかに5件あります" in out.getvalue()


def test_what_a_person_edited_is_kept_and_reported(folder):
    path = write(folder / "list.csv", [LISTED])
    run(path)
    office = Office.objects.get()
    office.name = "直した名前"
    office.save_revision().publish()
    report = folder / "report.csv"
    text = run(write(path, [{**LISTED, "窓口名": "一覧の名前"}]), "--report", str(report))
    assert "そのまま 1" in text
    assert "残しました" in report_of(report)[0]["理由"]
    assert Office.objects.get().name == "直した名前"


def test_an_unclosed_quote_names_its_line(folder):
    path = folder / "list.csv"
    path.write_text('窓口ID,窓口名,自治体コード\no1,"' + "あ" * 1_000_001 + '",132012\n', "utf-8")
    with pytest.raises(CommandError, match="2行目がCSVとして読めません"):
        run(path)


def test_a_report_that_cannot_be_written_stops_the_import(folder):
    path = write(folder / "list.csv", [LISTED])
    with pytest.raises(CommandError, match="報告を書けない場所です"):
        run(path, "--report", str(folder / "nowhere" / "report.csv"))
    with pytest.raises(CommandError, match="報告を書けない場所です"):
        run(path, "--report", str(folder))
    assert not Office.objects.exists()


def test_an_older_report_is_replaced(folder):
    path, report = write(folder / "list.csv", [LISTED]), folder / "report.csv"
    run(path, "--report", str(report))
    run(path, "--report", str(report))
    assert [row["結果"] for row in report_of(report)] == ["変更なし"]


def test_a_name_that_is_too_long_is_not_called_empty(folder):
    path = write(folder / "list.csv", [{**LISTED, "窓口名": "あ" * 500}])
    with pytest.raises(CommandError):
        run(path, "--report", str(folder / "r.csv"))
    assert ["空欄" in row["理由"] for row in report_of(folder / "r.csv")] == [False]


def test_a_name_of_invisible_characters_is_empty(folder):
    path = write(folder / "list.csv", [{**LISTED, "窓口名": "\u200b\u202e"}])
    with pytest.raises(CommandError):
        run(path, "--report", str(folder / "r.csv"))
    assert "空欄" in report_of(folder / "r.csv")[0]["理由"]


@pytest.mark.parametrize("cell", ["XFD1048576", "A200001", "SG2", "SF9000", "xfd1048576"])
def test_a_sheet_that_claims_a_huge_rectangle_is_refused(folder, cell):
    path = folder / "list.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"], book.active[cell] = "窓口ID", "x"
    book.save(path)
    with pytest.raises(UnreadableFileError, match="表が大きすぎます"):
        read_rows(path)


def test_an_empty_cell_far_away_does_not_matter(folder):
    path = folder / "list.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "窓口ID"
    book.active["XFD1048576"].number_format = "0.00"
    book.save(path)
    assert [row.cells for row in read_rows(path)] == [["窓口ID"]]


@pytest.mark.parametrize(
    ("rows", "columns", "is_refused"), [("1048575", "2", True), ("1", "16384", True), ("3", "2", 0)]
)
def test_repeated_cells_of_ods_count(folder, rows, columns, is_refused):
    path = folder / "list.ods"
    content = (
        f'<o><table:table-row table:number-rows-repeated="{rows}"><table:table-cell '
        f'table:number-columns-repeated="{columns}"><text:p>x</text:p></table:table-cell>'
        '</table:table-row><table:table-row table:number-rows-repeated="1048573">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></o>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", content)
    message = "表が大きすぎます" if is_refused else "表計算ファイルとして読めません"
    with pytest.raises(UnreadableFileError, match=message):
        read_rows(path)


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(folder):
    path = folder / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", b" " * (21 * 1024 * 1024))
    with pytest.raises(UnreadableFileError, match="中身が大きすぎます"):
        read_rows(path)
