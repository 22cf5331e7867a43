"""Areas: chains, days, validation, and keys that follow every change."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cms.areas.choices import AreaKind, MatchKind
from cms.areas.finding import answering_chain, find_areas
from cms.areas.models import Area, FormerName
from tests.builders import make_area, make_prefecture

TODAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


def make_sapporo() -> Area:
    hokkaido = make_prefecture("01000", "北海道", "ほっかいどう")
    return make_area("01100", "札幌市", "さっぽろし", parent=hokkaido, designated=True)


def make_ward() -> Area:
    return make_area("01101", "中央区", "ちゅうおうく", kind=AreaKind.WARD, parent=make_sapporo())


def test_a_ward_is_followed_by_its_city_and_its_prefecture() -> None:
    ward = make_ward()
    assert [area.name for area in ward.chain()] == ["中央区", "札幌市", "北海道"]
    assert ward.full_name == str(ward) == "北海道札幌市中央区"
    assert ward.prefecture.name == "北海道"
    assert ward.code5 == "01101"


def test_full_names_of_a_loaded_list_need_no_further_query(django_assert_num_queries) -> None:
    make_ward()
    with django_assert_num_queries(1):
        names = [area.full_name for area in Area.objects.with_chain()]
    assert names == ["北海道", "北海道札幌市", "北海道札幌市中央区"]


def test_querysets_tell_prefectures_municipalities_and_wards_apart() -> None:
    ward = make_ward()
    city = ward.parent
    assert list(Area.objects.prefectures()) == [city.parent]
    assert list(Area.objects.municipalities()) == [city]
    assert list(Area.objects.wards()) == list(Area.objects.children_of(city)) == [ward]
    assert Area.objects.in_prefecture(city.parent).count() == 3


@pytest.mark.parametrize(
    ("day", "exists"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2025, 3, 31), True),
        (date(2025, 4, 1), False),
    ],
)
def test_an_area_exists_from_its_first_to_its_last_day(day: date, exists: bool) -> None:
    area = make_area(valid_from=date(2024, 1, 1), valid_to=date(2025, 3, 31))
    assert area.is_current(day) is exists
    assert Area.objects.current(day).filter(pk=area.pk).exists() is exists


def test_an_abolished_area_answers_as_its_successor() -> None:
    town = make_area("14383", "西見本市", "にしみほんし")
    old = make_area(
        "14384",
        "東見本町",
        "ひがしみほんまち",
        kind=AreaKind.TOWN,
        valid_to=date(2020, 3, 31),
        successor=town,
    )
    assert [area.name for area in answering_chain(old)] == ["西見本市", "東京都"]
    assert [area.name for area in answering_chain(town)] == ["西見本市", "東京都"]


def test_areas_that_succeed_each_other_do_not_hang() -> None:
    one = make_area("14383", "西見本市", "にしみほんし", valid_to=date(2020, 3, 31))
    other = make_area(valid_to=date(2020, 3, 31), successor=one)
    one.successor = other
    one.save()
    assert answering_chain(one)
    assert find_areas("西見本市", on=TODAY).kind == MatchKind.NONE


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": AreaKind.CITY, "parent": None}, "parent"),
        ({"code6": "132013"}, "code6"),
        ({"kana": "ハチオウジ"}, "kana"),
        ({"kana": ""}, "kana"),
    ],
)
def test_what_an_editor_may_not_save(fields: dict, field: str) -> None:
    area = make_area()
    for name, value in fields.items():
        setattr(area, name, value)
    with pytest.raises(ValidationError) as refusal:
        area.full_clean()
    assert field in refusal.value.message_dict


def test_a_prefecture_belongs_to_nothing() -> None:
    prefecture = make_prefecture()
    prefecture.parent = make_prefecture("14000", "神奈川県", "かながわけん")
    with pytest.raises(ValidationError) as refusal:
        prefecture.full_clean()
    assert "parent" in refusal.value.message_dict


def test_a_successor_needs_a_last_day_and_is_another_area() -> None:
    area = make_area()
    area.successor = make_area("13202", "立川市", "たちかわし")
    with pytest.raises(ValidationError) as refusal:
        area.full_clean()
    assert "valid_to" in refusal.value.message_dict
    area.successor, area.valid_to = area, TODAY
    with pytest.raises(ValidationError) as refusal:
        area.full_clean()
    assert "successor" in refusal.value.message_dict


def test_a_renamed_area_is_found_by_its_new_name_only() -> None:
    area = make_area("28221", "篠山市", "ささやまし")
    area.name, area.kana = "丹波篠山市", "たんばささやまし"
    area.save()
    assert find_areas("丹波篠山", on=TODAY).only == area
    assert find_areas("篠山市", on=TODAY).kind == MatchKind.NONE


def test_an_editor_adds_and_removes_an_old_name() -> None:
    area = make_area("28221", "丹波篠山市", "たんばささやまし")
    area.former_names = [FormerName(name="篠山市", kana="ささやまし", until=date(2019, 4, 30))]
    area.save()
    for typed in ("篠山市", "篠山", "ささやま", "東京都篠山市"):
        match = find_areas(typed, on=TODAY)
        assert (match.kind, match.only) == (MatchKind.FORMER, area)
    area.former_names = []
    area.save()
    assert find_areas("篠山市", on=TODAY).kind == MatchKind.NONE


def test_texts_of_small_records() -> None:
    area = make_area(postal_codes=("1920046",))
    assert str(area.postal_codes.get()) == "192-0046"
    assert str(FormerName(area=area, name="恩方村")) == "恩方村"
    assert str(area.search_keys.filter(key="八王子市").get()) == "八王子市"
