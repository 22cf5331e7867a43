"""What a visitor types leads to the right places, on a small Japan made for the purpose."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.areas.choices import AreaKind, MatchKind
from cms.areas.finding import LIMIT, find_areas
from cms.areas.models import Area, FormerName
from tests.builders import make_area, make_prefecture

TODAY = date(2026, 11, 23)


@pytest.fixture
def japan(db) -> None:
    """東京都 with 八王子市, 府中市, 東村山市; 広島県 with 府中市 and 府中町; 札幌市中央区 …"""
    make_area(postal_codes=("1920046", "1920000"))
    make_area("13206", "府中市", "ふちゅうし", postal_codes=("1830000", "1900100"))
    make_area("13213", "東村山市", "ひがしむらやまし", postal_codes=("1890000", "1900100"))
    make_area("13228", "あきる野市", "あきるのし")
    hiroshima = make_prefecture("34000", "広島県", "ひろしまけん")
    make_area("34208", "府中市", "ふちゅうし", parent=hiroshima)
    town = {"kind": AreaKind.TOWN, "county": "安芸郡", "county_kana": "あきぐん"}
    make_area("34302", "府中町", "ふちゅうちょう", parent=hiroshima, **town)
    mie = make_prefecture("24000", "三重県", "みえけん")
    make_area("24201", "津市", "つし", parent=mie)
    hokkaido = make_prefecture("01000", "北海道", "ほっかいどう")
    sapporo = make_area("01100", "札幌市", "さっぽろし", parent=hokkaido, designated=True)
    make_area("01101", "中央区", "ちゅうおうく", kind=AreaKind.WARD, parent=sapporo)
    ibaraki = make_prefecture("08000", "茨城県", "いばらきけん")
    make_area("08208", "龍ケ崎市", "りゅうがさきし", parent=ibaraki)


def names(typed: str, on: date = TODAY) -> list[str]:
    return [area.full_name for area in find_areas(typed, on=on).areas]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("はちおうじ", MatchKind.KANA),
        ("はちおうじし", MatchKind.KANA),
        ("ハチオウジ", MatchKind.KANA),
        ("ﾊﾁｵｳｼﾞ", MatchKind.KANA),
        ("はちおおじ", MatchKind.NONE),
        ("192-0046", MatchKind.POSTAL),
        ("1920046", MatchKind.POSTAL),
        ("１９２００４６", MatchKind.POSTAL),
        ("１９２ー００４６", MatchKind.POSTAL),
        ("〒192-0046", MatchKind.POSTAL),
        ("〒 192 0046", MatchKind.POSTAL),
        ("hachioji", MatchKind.ROMAJI),
        ("Hachiōji", MatchKind.ROMAJI),
        ("HACHIOUJI", MatchKind.ROMAJI),
        ("Hachioji-shi", MatchKind.ROMAJI),
        ("Hachioji City", MatchKind.ROMAJI),
        ("Hachioji, Tokyo", MatchKind.ROMAJI),
        ("tokyo hachioji", MatchKind.ROMAJI),
        ("八王子", MatchKind.NAME),
        ("八王子市", MatchKind.NAME),
        ("東京都八王子市", MatchKind.NAME),
        ("東京 八王子", MatchKind.NAME),
        ("八王子市（東京都）", MatchKind.NAME),
        ("132012", MatchKind.CODE),
        ("13201", MatchKind.CODE),
    ],
)
def test_every_way_to_write_hachioji(japan, typed: str, kind: MatchKind) -> None:
    match = find_areas(typed, on=TODAY)
    assert match.kind == kind
    if kind != MatchKind.NONE:
        assert (names(typed), match.whole) == (["東京都八王子市"], True)
        assert match.only is not None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("東京都八王子市元本郷町3-24-1", ["東京都八王子市"]),
        ("〒192-0046 東京都八王子市明神町", ["東京都八王子市"]),
        ("〒999-9999 東京都八王子市明神町", ["東京都八王子市"]),
        ("東京都奥多摩町氷川", ["東京都"]),
        ("八王子駅", ["東京都八王子市"]),
        ("東村山駅", ["東京都東村山市"]),
        ("北海道札幌市中央区北1条西2丁目", ["北海道札幌市中央区"]),
        ("広島県安芸郡府中町大通", ["広島県府中町"]),
        ("はちお", ["東京都八王子市"]),
        ("東京都八王", ["東京都八王子市"]),
        ("hachi", ["東京都八王子市"]),
        ("津波", []),
    ],
)
def test_addresses_and_beginnings(japan, typed: str, expected: list[str]) -> None:
    match = find_areas(typed, on=TODAY)
    assert names(typed) == expected
    assert not match.whole


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("府中市", ["東京都府中市", "広島県府中市"]),
        ("府中", ["東京都府中市", "広島県府中市", "広島県府中町"]),
        ("府中市（東京都）", ["東京都府中市"]),
        ("Fuchu, Tokyo", ["東京都府中市"]),
        ("190-0100", ["東京都府中市", "東京都東村山市"]),
        ("190-0100 東京都東村山市", ["東京都東村山市"]),
        ("190-0100 どこか", ["東京都府中市", "東京都東村山市"]),
        ("189", ["東京都東村山市"]),
        ("19", []),
        ("北海道", ["北海道"]),
        ("hokkaido", ["北海道"]),
        ("東京", ["東京都"]),
        ("津", ["三重県津市"]),
        ("札幌", ["北海道札幌市"]),
        ("札幌中央区", ["北海道札幌市中央区"]),
        ("Chuo-ku, Sapporo", ["北海道札幌市中央区"]),
        ("あきる野", ["東京都あきる野市"]),
        ("竜ヶ崎", ["茨城県龍ケ崎市"]),
        ("りゆうがさき", ["茨城県龍ケ崎市"]),
    ],
)
def test_choices_and_special_names(japan, typed: str, expected: list[str]) -> None:
    assert names(typed) == expected


def test_a_choice_has_no_single_answer(japan) -> None:
    assert find_areas("府中市", on=TODAY).only is None


def test_an_old_code_and_an_old_name_lead_to_the_successor(japan) -> None:
    sapporo = Area.objects.get(code6="011002")
    make_area(
        "01199", "旧区", "きゅうく", kind=AreaKind.WARD, parent=sapporo,
        valid_to=date(2023, 12, 31), successor=sapporo,
    )  # fmt: skip
    for typed in ("011991", "01199", "札幌市旧区", "旧区", "きゅうく", "札幌市旧区北1条"):
        match = find_areas(typed, on=TODAY)
        assert (match.kind, match.only) == (MatchKind.FORMER, sapporo), typed
    assert names("旧区", on=date(2023, 12, 31)) == ["北海道札幌市旧区"]


def test_a_name_in_use_hides_the_same_name_of_the_past(japan) -> None:
    area = Area.objects.get(code6="132012")
    area.former_names = [FormerName(name="安芸郡府中町")]
    area.save()
    assert names("府中町") == ["広島県府中町"]


def test_an_area_of_the_future_is_not_found_yet(japan) -> None:
    make_area("13290", "新都市", "しんとし", valid_from=date(2027, 4, 1))
    assert names("新都市") == []
    assert names("新都市", on=date(2027, 4, 1)) == ["東京都新都市"]


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "　", "\x00", "🍣", '"', "'", "%", "_", "\\", "ー", "-", "〒", "--", "()",
        "\ud800", "000000", "0000000", "999", "a" * 5000, "あ" * 5000, "1" * 5000,
        "八王子市" * 2000,
        "'; DROP TABLE areas_area; --", "<script>", "\u202e", "１２３４５６７８９０", "0x10", "²³",
    ],
)  # fmt: skip
def test_nothing_a_visitor_types_is_an_error(japan, typed: str) -> None:
    match = find_areas(typed, on=TODAY)
    assert len(match.query) <= 100
    assert len(match.areas) <= LIMIT


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(alphabet=st.characters(), max_size=40))
def test_any_text_is_answered(japan, typed: str) -> None:
    match = find_areas(typed, on=TODAY)
    assert (match.kind == MatchKind.NONE) == (not match.areas)


def test_a_long_list_ends_at_the_limit(japan) -> None:
    for number in range(LIMIT + 5):
        make_area(f"132{number + 30}"[:5], f"見本{number}市", "みほんし")
    assert len(find_areas("みほん", on=TODAY).areas) == LIMIT


@pytest.mark.parametrize(
    ("typed", "queries"),
    [
        ("はちおうじ", 1),
        ("府中", 1),
        ("192-0046", 1),
        ("190-0100 東京都東村山市", 2),
        ("192", 1),
        ("19200", 2),
        ("はちお", 2),
        ("東京都八王子市元本郷町", 2),
        ("どこにもない", 2),
        ("99999", 1),
        ("999-9999", 1),
        ("", 0),
    ],
)
@pytest.mark.parametrize("more", [0, 30])
def test_the_number_of_queries_does_not_grow(
    japan, django_assert_num_queries, typed: str, queries: int, more: int
) -> None:
    for number in range(more):
        postal_codes = ("1920046", f"19200{number:02d}")
        make_area(f"132{number + 30}", f"府中{number}市", "はちおうじし", postal_codes=postal_codes)
    with django_assert_num_queries(queries):
        found = find_areas(typed, on=TODAY).areas
        assert all(area.full_name and area.chain() for area in found)
