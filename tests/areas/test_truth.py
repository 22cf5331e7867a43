"""Against the public code list of 2024-01-01, the postcode tables and the lists of same names.

The folder with these open data lies beside the checkout; without it the tests are skipped by name.
Every difference between the list and what the portal ships stands here with its reason.
"""

import csv
from datetime import date
from math import cos, hypot, radians
from pathlib import Path

import pytest
from django.db.models import Count

from cms.areas.choices import AreaKind, MatchKind
from cms.areas.codes import check_digit, is_code6
from cms.areas.coordinates import read_coordinates
from cms.areas.finding import find_areas
from cms.areas.former_names import read_former_names
from cms.areas.models import Area, PostalCode
from cms.areas.services import save_coordinates
from cms.japanese.romaji import romaji_key

TODAY = date(2026, 11, 23)
KINDS = {
    "prefecture": AreaKind.PREFECTURE,
    "designated_city": AreaKind.CITY,
    "city": AreaKind.CITY,
    "special_ward": AreaKind.SPECIAL_WARD,
    "town": AreaKind.TOWN,
    "village": AreaKind.VILLAGE,
    "designated_ward": AreaKind.WARD,
}
# 色丹村, 泊村, 留夜別村, 留別村, 紗那村, 蘂取村. The list holds them with the mark
# is_northern_territories and outside the 1,741: they have no postcode and no town hall that could
# answer a parent, so the portal makes no places of them.
NORTHERN_TERRITORIES = {"016951", "016969", "016977", "016985", "016993", "017001"}
# code6: (reading in the list, reading in the portal). The list writes large kana for small ones in
# these fourteen; 日本郵便 and the towns themselves write what the portal has.
READINGS = {
    "064289": ("しようないまち", "しょうないまち"),
    "104213": ("なかのじようまち", "なかのじょうまち"),
    "112062": ("ぎようだし", "ぎょうだし"),
    "112119": ("ほんじようし", "ほんじょうし"),
    "112160": ("はにゆうし", "はにゅうし"),
    "124036": ("くじゆうくりまち", "くじゅうくりまち"),
    "124435": ("おんじゆくまち", "おんじゅくまち"),
    "124630": ("きよなんまち", "きょなんまち"),
    "253847": ("りゆうおうちょう", "りゅうおうちょう"),
    "272299": ("しじようなわてし", "しじょうなわてし"),
    "294268": ("こうりようちょう", "こうりょうちょう"),
    "332089": ("そうじやし", "そうじゃし"),
    "335860": ("しんじようそん", "しんじょうそん"),
    "473260": ("ちやたんちょう", "ちゃたんちょう"),
}
# code6: why GeoNames' point lies farther than FARTHEST from the town hall of the list.
FAR_POINTS = {"473812": "竹富町: the town hall stands in 石垣市, on another island"}
FARTHEST = 25  # kilometres
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_areas")]


@pytest.fixture(scope="module")
def open_data(shared: Path) -> Path:
    return shared / "data"


@pytest.fixture(scope="module")
def truth(open_data: Path) -> dict[str, dict[str, str]]:
    rows = read(open_data / "areas" / "localgov_2024-01-01.csv")
    return {row["code6"]: row for row in rows}


def read(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def ours() -> dict[str, Area]:
    return {area.code6: area for area in Area.objects.current(TODAY).with_chain()}


def in_list_form(area: Area, field: str) -> str:
    """The list writes a ward behind its city: 浜松市中央区."""
    return "".join(getattr(part, field) for part in reversed(area.chain()[:-1] or [area]))


def test_the_codes_are_the_same(truth, ours) -> None:
    assert set(ours) - set(truth) == set()
    assert set(truth) - set(ours) == NORTHERN_TERRITORIES
    marked = {code for code, row in truth.items() if row["is_northern_territories"] == "1"}
    assert marked == NORTHERN_TERRITORIES


def test_every_check_digit_of_the_list_follows_the_formula(truth) -> None:
    assert all(is_code6(code) for code in truth)


def test_names_kinds_and_prefectures_are_the_same(truth, ours) -> None:
    for code, area in ours.items():
        row = truth[code]
        assert in_list_form(area, "name") == row["name"]
        assert area.prefecture.name == row["prefecture"]
        assert area.kind == KINDS[row["type"]]
        assert area.designated == (row["type"] == "designated_city")
        if row["parent_code6"]:
            assert area.parent.code6 == row["parent_code6"]


def test_readings_differ_only_where_explained(truth, ours) -> None:
    differences = {
        code: (truth[code]["kana"], in_list_form(area, "kana"))
        for code, area in ours.items()
        if truth[code]["kana"] != in_list_form(area, "kana")
    }
    assert differences == READINGS


def test_latin_names_of_prefectures_agree(open_data: Path, ours) -> None:
    for row in read(open_data / "areas" / "prefectures.csv"):
        area = ours[f"{int(row['lgcode']):06d}"]
        assert romaji_key(area.romaji.split("-")[0]) == romaji_key(row["pref_en"].split("-")[0])


def kilometres(area: Area, row: dict[str, str]) -> float:
    north = (float(area.latitude) - float(row["lat"])) * 111
    east = (float(area.longitude) - float(row["lng"])) * 111 * cos(radians(float(row["lat"])))
    return hypot(north, east)


def test_the_shipped_points_lie_in_their_towns(truth, ours) -> None:
    placed = [area for area in ours.values() if area.latitude is not None]
    far = {
        area.code6
        for area in placed
        if truth[area.code6]["lat"] and kilometres(area, truth[area.code6]) > FARTHEST
    }
    assert far == set(FAR_POINTS)
    assert len(placed) > 0.95 * 1741


def test_the_open_list_completes_the_points(open_data: Path, truth, ours) -> None:
    path = open_data / "areas" / "localgov_2024-01-01.csv"
    reading = read_coordinates(path.read_bytes())
    assert reading.problems == []
    save_coordinates(points=reading.points)
    without = Area.objects.current(TODAY).filter(latitude__isnull=True)
    assert {area.code6 for area in without} == {code6 for code6 in ours if not truth[code6]["lat"]}


def test_shared_postcodes_ask_for_the_same_towns(open_data: Path) -> None:
    rows = read(open_data / "names" / "postal_ambiguous.csv")
    assert len(rows) == 134
    for row in rows:
        match = find_areas(f"{row['zip'][:3]}-{row['zip'][3:]}", on=TODAY)
        assert match.kind == MatchKind.POSTAL
        assert {area.code5 for area in match.areas} == set(row["jis5"].split("|"))


def test_no_other_postcode_is_shared(open_data: Path) -> None:
    """Counted in the database: as many postcodes with several towns as the table lists."""
    several = PostalCode.objects.values("code").annotate(n=Count("area")).filter(n__gt=1)
    expected = {row["zip"] for row in read(open_data / "names" / "postal_ambiguous.csv")}
    assert set(several.values_list("code", flat=True)) == expected


def test_municipalities_with_the_same_name_are_all_offered(open_data: Path) -> None:
    rows = read(open_data / "names" / "same_name_municipalities.csv")
    assert len(rows) == 59
    for row in rows:
        match = find_areas(row["name"], on=TODAY)
        expected = {other["code6"] for other in rows if other["name"] == row["name"]}
        found = {area.code6 for area in match.areas}
        assert expected - found <= NORTHERN_TERRITORIES
        assert found - expected == set()
        if row["code6"] in NORTHERN_TERRITORIES:
            continue
        assert find_areas(row["prefecture"] + row["name"], on=TODAY).only.code6 == row["code6"]
        assert row["code6"] in {area.code6 for area in find_areas(row["kana"], on=TODAY).areas}


def test_wards_with_the_same_name_are_all_offered(open_data: Path) -> None:
    rows = read(open_data / "names" / "same_name_wards.csv")
    assert len(rows) == 71
    for row in rows:
        expected = {other["code6"] for other in rows if other["ward"] == row["ward"]}
        assert expected <= {area.code6 for area in find_areas(row["ward"], on=TODAY).areas}
        assert find_areas(row["full"], on=TODAY).only.code6 == row["code6"]


def test_names_with_variant_characters_are_found_in_every_shape(open_data: Path) -> None:
    """六ヶ所 is read ろっかしょ, so nobody writes 六が所."""
    rows = read(open_data / "names" / "names_with_variant_prone_chars.csv")
    assert len(rows) == 57
    swaps = ["ヶケ", "ケヶ", "ヶが", "ケが", "龍竜", "竜龍", "鰺鯵", "竈釜", "檜桧", "瀬瀨", "壱壹"]
    for row in rows:
        prefecture = "" if row["name"] == row["prefecture"] else row["prefecture"]
        for old, new in swaps:
            if new != "が" or "ヶ所" not in row["name"]:
                typed = prefecture + row["name"].replace(old, new)
                assert find_areas(typed, on=TODAY).only.code6 == row["code6"], typed


def test_codes_of_older_lists_still_lead_somewhere(open_data: Path, ours) -> None:
    """Every code of the CP932 lists of 2017 and 2020: Hamamatsu's old wards, 那珂川町 …"""
    known = {area.code5 for area in ours.values()}
    for name in ("localgovjp-2017-sjis.csv", "localgovjp-20200104-sjis.csv"):
        for row in read(open_data / "areas" / name, encoding="cp932"):
            code5 = f"{int(row['cid']):05d}"
            if code5 not in known and code5 + check_digit(code5) not in NORTHERN_TERRITORIES:
                match = find_areas(code5, on=TODAY)
                assert match.only is not None
                assert match.only.prefecture.name == row["pref"]


def test_the_whole_table_of_mergers_is_imported(open_data: Path) -> None:
    path = open_data / "names" / "merged_old_to_new_names_1999-2022.csv"
    reading = read_former_names(path.read_bytes(), on=TODAY)
    assert reading.problems == []
    assert len(reading.names) + reading.unchanged == 1800
