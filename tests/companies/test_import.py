"""Published lists of certified companies: matched by number, told row by row, nothing made up."""

import csv
import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from cms.spreadsheets.writing import xlsx
from companies.models import EmployerPage, ListedCertification
from tests.companies.builders import corporate_number, make_employer

OURS, OTHER = corporate_number(1), corporate_number(2)
WIDE = "".join(chr(ord(digit) + 0xFEE0) for digit in OURS)


@pytest.fixture
def employer(site):
    return make_employer(site, corporate_number=OURS)


def run(path, **options):
    output, errors = io.StringIO(), io.StringIO()
    call_command(
        "import_certifications",
        path,
        **{"kind": "くるみん", **options},
        stdout=output,
        stderr=errors,
    )
    return output.getvalue() + errors.getvalue()


def table(path, rows, encoding="utf-8-sig"):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


ROWS = [
    ["くるみん認定企業一覧"],
    ["No.", "企業名", "法人番号（13桁）", "認定年月日"],
    ["1", "見本の会社", WIDE, "令和6年3月29日"],
    ["2", "よその会社", OTHER, "2023/4/1"],
    ["3", "番号のない会社", "", "2023/4/1"],
    ["4", "番号ちがい", OURS[:-1] + str((int(OURS[-1]) + 1) % 10), "2023/4/1"],
    ["5", "年のない会社", OURS, "不明"],
    ["6", "Excelの会社", "9.99900E+12", "2023/4/1"],
]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp932"])
def test_a_list_is_matched_and_every_row_is_told(employer, tmp_path, encoding):
    path, report = table(tmp_path / "list.csv", ROWS, encoding), tmp_path / "report.csv"
    told = run(path, report=report)
    assert "根拠にした行 1、変更なし 0、このサイトにない会社 1、取り込めない行 4" in told
    row = ListedCertification.objects.get()
    assert (row.page, row.kind, row.year, row.source) == (employer, "kurumin", 2024, "list.csv")
    lines = list(csv.reader(io.StringIO(report.read_text(encoding="utf-8-sig"))))
    assert [(line[0], line[3], line[4]) for line in lines[1:]] == [
        ("5", "取り込めません", "法人番号（13桁）"),
        ("6", "取り込めません", "法人番号（13桁）"),
        ("7", "取り込めません", "認定年月日"),
        ("8", "取り込めません", "法人番号（13桁）"),
        ("3", "根拠として足しました", ""),
        ("4", "このサイトにない会社", ""),
    ]
    assert EmployerPage.objects.count() == 1, "no company is made up"


def test_importing_again_changes_nothing(employer, tmp_path):
    path = table(tmp_path / "list.csv", ROWS)
    run(path)
    before = list(ListedCertification.objects.values())
    assert "根拠にした行 0、変更なし 1" in run(path)
    assert list(ListedCertification.objects.values()) == before


def test_a_dry_run_writes_nothing(employer, tmp_path):
    assert "何も書いていません" in run(table(tmp_path / "list.csv", ROWS), dry_run=True)
    assert not ListedCertification.objects.exists()


def test_hundreds_of_columns_and_thousands_of_rows(employer, tmp_path):
    width, place = 300, 211
    header = [f"列{number}" for number in range(width)]
    header[place], header[place + 1] = "ﾎｳｼﾞﾝ", "法人\n番号 ※"
    header[7] = "認定年度"

    def row(number, year):
        cells = [""] * width
        cells[place + 1], cells[7] = number, year
        return cells

    rows = [header, *(row(corporate_number(n), "2022年度") for n in range(3_000))]
    told = run(table(tmp_path / "wide.csv", rows))
    assert "根拠にした行 1、変更なし 0、このサイトにない会社 2,999、取り込めない行 0" in told


def test_a_spreadsheet_without_years_needs_one(employer, tmp_path):
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx("一覧", ["法人番号", "企業名"], [[OURS, "見本の会社"]]))
    with pytest.raises(CommandError, match="--year"):
        run(path)
    assert "根拠にした行 1" in run(path, year=2025, kind="eruboshi")
    assert ListedCertification.objects.get().year == 2025


@pytest.mark.parametrize("year", [1999, 2999])
def test_a_year_outside_the_law_is_refused(employer, tmp_path, year):
    path = table(tmp_path / "list.csv", [["法人番号"], [OURS]])
    assert "取り込めない行 1" in run(path, year=year)


@pytest.mark.parametrize(
    ("rows", "told"),
    [([["会社名"], ["見本"]], "「法人番号」の見出しがありません"), ([], "ファイルが空です")],
)
def test_a_file_without_numbers_is_refused_as_a_whole(employer, tmp_path, rows, told):
    with pytest.raises(CommandError, match=told):
        run(table(tmp_path / "list.csv", rows, "utf-8"))


def test_an_unknown_kind_names_the_known_ones(employer, tmp_path):
    with pytest.raises(CommandError, match="プラチナくるみん"):
        run(table(tmp_path / "list.csv", ROWS), kind="くるま")


def test_publishing_an_older_draft_loses_nothing(employer, tmp_path):
    draft = employer.save_revision()
    run(table(tmp_path / "list.csv", ROWS))
    draft.publish()
    assert ListedCertification.objects.filter(page=employer).count() == 1


def test_the_page_names_the_list_once(client, site, employer, tmp_path):
    twin = make_employer(
        site, slug="twin", corporate_number=OTHER, certifications=(("kurumin", 2023),)
    )
    run(table(tmp_path / "list.csv", ROWS))
    text = client.get(twin.url).content.decode()
    assert text.count("くるみん（2023）") == 1
    assert "公表された一覧で確認" in text
    assert date(2026, 1, 1) < ListedCertification.objects.first().imported_on
