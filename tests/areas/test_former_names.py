"""Old names from a table: every spelling of a table is taken, nothing is half-imported."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.areas.choices import AreaKind, MatchKind
from cms.areas.finding import find_areas
from cms.areas.former_names import read_former_names
from cms.areas.models import FormerName
from cms.areas.tables import UnreadableFileError
from tests.builders import make_area, make_prefecture

TODAY = date(2026, 11, 23)
HEADING = "都道府県,変更前,変更後,変更日,典拠,file\n"
ROWS = "岐阜県,海津郡南濃町,海津市,平成17年3月28日,出典,gifu.csv\n"
pytestmark = pytest.mark.django_db


@pytest.fixture
def gifu() -> None:
    prefecture = make_prefecture("21000", "岐阜県", "ぎふけん")
    make_area("21221", "海津市", "かいづし", parent=prefecture)
    ibigawa = {"kind": AreaKind.TOWN, "county": "揖斐郡", "county_kana": "いびぐん"}
    make_area("21401", "揖斐川町", "いびがわちょう", parent=prefecture, **ibigawa)


def run(path: Path, *options: str) -> str:
    out = StringIO()
    call_command("import_former_names", str(path), *options, stdout=out, stderr=out)
    return out.getvalue()


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "names.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_an_old_name_leads_to_the_town_of_today(gifu, tmp_path: Path, encoding: str) -> None:
    run(write(tmp_path, HEADING + ROWS, encoding))
    for typed in ("南濃町", "南濃", "海津郡南濃町", "岐阜県南濃町", "岐阜県海津郡南濃町太田"):
        match = find_areas(typed, on=TODAY)
        assert (match.kind, match.only.name) == (MatchKind.FORMER, "海津市"), typed
    assert FormerName.objects.get().until == date(2005, 3, 27)


def test_a_second_run_changes_nothing(gifu, tmp_path: Path) -> None:
    path = write(tmp_path, HEADING + ROWS)
    assert "1" in run(path)
    before = list(FormerName.objects.values())
    run(path)
    assert list(FormerName.objects.values()) == before


def test_a_changed_date_is_taken_over_and_a_blank_one_is_not(gifu, tmp_path: Path) -> None:
    run(write(tmp_path, HEADING + ROWS))
    run(write(tmp_path, HEADING + ROWS.replace("3月28日", "3月29日")))
    assert FormerName.objects.get().until == date(2005, 3, 28)
    run(write(tmp_path, "都道府県,変更前,変更後,よみ\n岐阜県,海津郡南濃町,海津市,ナンノウチョウ\n"))
    name = FormerName.objects.get()
    assert (name.until, name.kana) == (date(2005, 3, 28), "なんのうちょう")


@pytest.mark.parametrize(
    "row",
    [
        "岐阜県,岐阜県海津郡南濃町,岐阜県海津市,2005-03-28,,",  # prefecture written again
        "岐阜県,海津郡南濃町（一部）,海津市（旧南濃町域）,2005/3/28,,",  # remarks in brackets
        "長野県,海津郡南濃町,岐阜県海津市,,,",  # moved to another prefecture, as 山口村 did
    ],
)
def test_untidy_rows_are_understood(gifu, tmp_path: Path, row: str) -> None:
    run(write(tmp_path, HEADING + row + "\n"))
    assert FormerName.objects.get().name == "海津郡南濃町"


def test_a_town_that_changed_twice_is_followed_through_the_table(gifu, tmp_path: Path) -> None:
    steps = "岐阜県,旧郡見本町,新郡見本町,平成15年10月1\n岐阜県,新郡見本町,海津市,平成17年4月1日\n"
    run(write(tmp_path, "都道府県,変更前,変更後,変更日\n" + steps))
    assert set(FormerName.objects.values_list("area__name", flat=True)) == {"海津市"}
    assert FormerName.objects.count() == 2


def test_a_name_still_in_use_is_not_an_old_name(gifu, tmp_path: Path) -> None:
    run(write(tmp_path, HEADING + "岐阜県,揖斐郡揖斐川町,揖斐郡揖斐川町,平成17年1月31日,,\n"))
    assert not FormerName.objects.exists()


def test_a_code_says_which_area_it_is(gifu, tmp_path: Path) -> None:
    run(write(tmp_path, "旧名,コード\n南濃町,２１２２１\n"))
    assert find_areas("南濃町", on=TODAY).only.name == "海津市"


BAD = "岐阜県,,海津市,,,\n岐阜県,平田町,無い市,,,\n岐阜県,海津町,海津市,いつか,,\n"


def test_wrong_cells_are_named_and_nothing_is_imported(gifu, tmp_path: Path) -> None:
    out = StringIO()
    path = write(tmp_path, HEADING + ROWS + BAD)
    with pytest.raises(CommandError, match="3"):
        call_command("import_former_names", str(path), stdout=out, stderr=out)
    problems = out.getvalue().splitlines()
    expected = [("3", "変更前", ""), ("4", "変更後", "無い市"), ("5", "変更日", "いつか")]
    for problem, words in zip(problems, expected, strict=True):
        assert all(word in problem for word in words)
    assert not FormerName.objects.exists()


def test_the_good_rows_are_imported_when_asked(gifu, tmp_path: Path) -> None:
    run(write(tmp_path, HEADING + ROWS + BAD), "--partial")
    assert FormerName.objects.get().name == "海津郡南濃町"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  \n ",
        HEADING.encode(),
        "あ,い\n1,2\n".encode(),
        "変更前,い\n1,2\n".encode(),
        b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256)),
        (HEADING + "岐阜県,南\x00濃町,海津市\n").encode("utf-16"),
        b"\xff\xfe\xfa\xfb",
        (HEADING + '岐阜県,"' + "長" * 200_000 + "\n").encode(),
    ],
    ids=["empty", "blank", "heading only", "other columns", "no new name", "xlsx", "utf-16",
         "binary", "open quote"],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_with_a_reason(gifu, content: bytes) -> None:
    with pytest.raises(UnreadableFileError) as refusal:
        read_former_names(content, on=TODAY)
    assert str(refusal.value)


def test_too_many_rows_are_refused(gifu) -> None:
    rows = "岐阜県,南濃町,海津市,,,\n" * 100_001
    with pytest.raises(UnreadableFileError, match="100,000"):
        read_former_names((HEADING + rows).encode(), on=TODAY)


def test_a_code_that_no_area_has_is_a_problem(gifu) -> None:
    reading = read_former_names("旧名,コード\n南濃町,999999\n".encode(), on=TODAY)
    assert [(p.row, p.column) for p in reading.problems] == [(2, "コード")]


def test_the_command_refuses_an_unreadable_file(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(write(tmp_path, ""))


def test_a_missing_file_is_a_message(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"none\.csv"):
        run(tmp_path / "none.csv")
