"""Where towns are: a table from anywhere is taken whole or not at all, and in Japan."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.areas.models import Area
from tests.builders import make_area

HEADING = "code6,name,lat,lng\n"
HACHIOJI = "132012,八王子市,35.666335,139.315806\n"
pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Area:
    return make_area()


def run(folder: Path, text: str, *options: str, encoding: str = "utf-8") -> str:
    path, out = folder / "points.csv", StringIO()
    path.write_bytes(text.encode(encoding))
    call_command("import_coordinates", str(path), *options, stdout=out, stderr=out)
    return out.getvalue()


def where(area: Area) -> tuple[Decimal | None, Decimal | None]:
    return Area.objects.values_list("latitude", "longitude").get(pk=area.pk)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize(
    "heading", [HEADING, "コード,名称,緯度,経度\n", "全国地方公共団体コード,x,Latitude,Longitude\n"]
)
def test_every_usual_table_is_read(town, tmp_path, heading, encoding):
    run(tmp_path, heading + HACHIOJI, encoding=encoding)
    assert where(town) == (Decimal("35.666335"), Decimal("139.315806"))


@pytest.mark.parametrize("code", ["132012", "13201", "１３２０１２"])
def test_codes_are_read_as_offices_write_them(town, tmp_path, code):
    run(tmp_path, HEADING + HACHIOJI.replace("132012", code))
    assert where(town) == (Decimal("35.666335"), Decimal("139.315806"))


def test_a_second_run_changes_nothing_and_says_so(town, tmp_path):
    assert "1件を変更、0件は" in run(tmp_path, HEADING + HACHIOJI)
    assert "0件を変更、1件は" in run(tmp_path, HEADING + HACHIOJI)


def test_a_row_without_a_point_leaves_what_is_known(town, tmp_path):
    run(tmp_path, HEADING + HACHIOJI)
    run(tmp_path, HEADING + "132012,八王子市,,\n")
    assert where(town) == (Decimal("35.666335"), Decimal("139.315806"))


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("132012,八王子市,139.3,35.6\n", "lat", "139.3"),
        ("132012,八王子市,35.6,\n", "lng", "122から154"),
        ("132012,八王子市,NaN,139.3\n", "lat", "NaN"),
        ("132012,八王子市,北緯35度,139.3\n", "lat", "北緯35度"),
        ("132013,八王子市,35.6,139.3\n", "code6", "132013"),
        ("999999,どこか,35.6,139.3\n", "code6", "999999"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_imported(town, tmp_path, row, column, said):
    make_area("13206", "府中市", "ふちゅうし")
    other = "132063,府中市,35.668905,139.477709\n"
    out = StringIO()
    path = tmp_path / "points.csv"
    path.write_text(HEADING + other + row)
    with pytest.raises(CommandError, match="何も取り込みませんでした"):
        call_command("import_coordinates", str(path), stderr=out)
    assert "3行目" in out.getvalue()
    assert column in out.getvalue()
    assert said in out.getvalue()
    assert not Area.objects.filter(latitude__isnull=False).exists()
    assert "1件を変更" in run(tmp_path, HEADING + other + row, "--partial")


@pytest.mark.parametrize(
    "content",
    ["", HEADING, "name,lat,lng\n八王子市,35,139\n", "code6,lat\n132012,35\n", "\x00\x01"],
)
def test_a_file_that_is_no_such_table_is_refused(town, tmp_path, content):
    with pytest.raises(CommandError, match=r"[ぁ-ん]{3}"):
        run(tmp_path, content)
