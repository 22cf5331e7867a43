"""How many reported: by prefecture, as a table and a map, for everybody and beside one's own."""

from datetime import date

import pytest

from campaigns.models import Delivery
from campaigns.use.selectors import Rate, per_cent, rates_of
from campaigns.use.tile_map import PLACES, shade_of, tiles
from cms.areas.models import Area
from tests.builders import make_area, restrict
from tests.reading import main_heading, page_of, words
from tests.use_of_kits.builders import (
    make_distribution,
    make_kit,
    make_parcel,
    tell,
    ticket_of,
    towns,
)

RATES = "/campaigns/know-how/rates/"


def cells(row):
    return " ".join(row.get_text(" ").split())


def row_of(response, name):
    rows = page_of(response).select(".rates tbody tr")
    return next(cells(row) for row in rows if words(row.th) == name)


def tile_of(response, name):
    found = page_of(response).select("svg.tiles__map g.tile")
    return next(each for each in found if each.text.strip().startswith(name))


@pytest.fixture
def tokyo(round_):
    """Five parcels to 東京都, two reports."""
    parcels = [make_parcel(round_, each, copies=100) for each in towns(5)]
    tell(parcels[0])
    tell(parcels[1], amount="half", copies_used=50)
    return parcels


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0, 0, 0), (0, 5, 0), (1, 1000, 1), (999, 1000, 99), (5, 5, 100), (1, 3, 33)],
)
def test_a_rest_is_never_rounded_away(part, whole, shown):
    assert per_cent(part, whole) == shown


def test_rates_of_prefectures_and_of_the_country(tokyo, round_):
    for each in towns(2, code2="14", name="神奈川県"):
        tell(make_parcel(round_, each, copies=100))
    country, rates = rates_of(round_.deliveries.all())
    assert rates["13"] == Rate("13", 5, 2, 500, 200, 150)
    assert rates["13"].share == 40
    assert rates["13"].used_share is None, "two reports stand behind it"
    assert (rates["14"].share, rates["14"].is_small) == (None, True)
    assert (country.sent, country.reported, country.share) == (7, 4, 57)


def test_a_parcel_counts_from_the_day_it_left(round_):
    first, later, never = towns(3)
    make_parcel(round_, first, sent_on=date(2026, 3, 31))
    make_parcel(round_, later, sent_on=date(2026, 4, 1))
    make_parcel(round_, never, sent_on=None)
    assert Delivery.objects.sent(on=date(2026, 3, 31)).count() == 1
    assert Delivery.objects.sent(on=date(2026, 4, 1)).count() == 2
    assert Delivery.objects.of_fiscal_year(2025).get().area == first
    assert Delivery.objects.of_fiscal_year(2026).get().area == later


def test_the_table_and_the_map_say_the_same(client, tokyo):
    response = client.get(RATES)
    assert response.status_code == 200
    assert row_of(response, "東京都") == "東京都 5 2 40%"
    tile = tile_of(response, "東京")
    assert "tile--2" in tile["class"]
    assert words(tile).endswith("40")


def test_a_report_changes_the_table_and_the_map(client, tokyo):
    client.get(RATES)
    address = f"/campaigns/reports/{ticket_of(tokyo[2])}/"
    assert client.post(address, {"places": ["office"], "amount": "all"}).status_code == 302
    response = client.get(RATES)
    assert row_of(response, "東京都") == "東京都 5 3 60%"
    assert "tile--3" in tile_of(response, "東京")["class"]


def test_small_numbers_stay_out_of_the_public_page(client, round_, tokyo):
    for code2, name in (("46", "鹿児島県"), ("47", "沖縄県")):
        tell(make_parcel(round_, towns(1, code2=code2, name=name)[0]))
    response = client.get(RATES)
    assert row_of(response, "沖縄県") == "沖縄県 出しません"
    assert "tile--small" in tile_of(response, "沖縄")["class"]
    assert row_of(response, "東京都").startswith("東京都 5")


def test_a_single_small_number_cannot_be_computed(client, round_, tokyo):
    """The country's total is shown: what is left out must be more than one number."""
    for each in towns(6, code2="14", name="神奈川県"):
        make_parcel(round_, each)
    tell(make_parcel(round_, towns(1, code2="47", name="沖縄県")[0]))
    response = client.get(RATES)
    assert words(page_of(response).select_one(".rates tfoot")) == "全国12325%"
    assert row_of(response, "東京都") == "東京都 出しません"
    assert row_of(response, "神奈川県") == "神奈川県 6 0 0%"


def test_nothing_sent_yet(client, index):
    response = client.get(RATES)
    assert "まだ何も送っていません" in words(page_of(response).main)


def test_one_round_at_a_time(client, tokyo, round_, site):
    older = make_distribution(make_kit(site), title="前の配布", reports_until=date(2026, 3, 31))
    for each in Area.objects.municipalities():
        tell(make_parcel(older, each, sent_on=date(2025, 12, 1)))
    assert row_of(client.get(RATES), "東京都") == "東京都 5 2 40%"
    assert row_of(client.get(f"{RATES}?round={older.pk}"), "東京都") == "東京都 5 5 100%"
    assert row_of(client.get(f"{RATES}?round=nonsense"), "東京都") == "東京都 5 2 40%"


def test_a_campaign_that_is_closed_is_closed_here_too(client, tokyo, round_):
    restrict(round_.kit.campaign)
    assert "まだ何も送っていません" in words(page_of(client.get(RATES)).main)


def test_every_prefecture_has_a_square_of_its_own():
    assert sorted(PLACES) == [f"{number:02}" for number in range(1, 48)]
    drawn = tiles({}, {})
    for first in drawn:
        for second in drawn:
            apart = abs(first.left - second.left) >= 40 or abs(first.top - second.top) >= 40
            assert first is second or apart, (first.code2, second.code2)


@pytest.mark.parametrize(
    ("reported", "shade"), [(0, "0"), (19, "0"), (20, "1"), (80, "4"), (100, "4")]
)
def test_shades_begin_where_the_legend_says(reported, shade):
    assert shade_of(Rate("01", sent=100, reported=reported)) == shade
    assert shade_of(Rate("01", sent=4, reported=4)) == "small"
    assert shade_of(Rate("01")) == "none"


@pytest.mark.parametrize("number", [3, 30])
def test_the_page_asks_the_same_however_many_parcels(
    client, round_, number, django_assert_max_num_queries
):
    for each in towns(number):
        tell(make_parcel(round_, each))
    client.get(RATES)
    with django_assert_max_num_queries(15):
        client.get(RATES)


# --- one's own municipality -----------------------------------------------------------------------


def test_a_town_sees_itself_beside_the_others(client, tokyo, staff):
    area = tokyo[1].area
    client.force_login(staff(area))
    response = client.get(f"/campaigns/know-how/towns/{area.code6}/")
    assert main_heading(response) == f"{area.name}での使われ方"
    rows = [cells(row) for row in page_of(response).select("tbody tr")]
    assert rows[0] == f"{area.name} 報告ずみ 50%"
    assert rows[1] == "東京都 40% –"
    assert response.headers["Cache-Control"] == "private, no-store"


def test_another_town_does_not_exist(client, tokyo, staff):
    client.force_login(staff(tokyo[1].area))
    other = f"/campaigns/know-how/towns/{tokyo[2].area.code6}/"
    nowhere = "/campaigns/know-how/towns/999999/"
    assert [client.get(each).status_code for each in (other, nowhere)] == [404, 404]


def test_strangers_sign_in_first_whether_the_town_exists_or_not(client, tokyo):
    for code6 in (tokyo[1].area.code6, "999999"):
        response = client.get(f"/campaigns/know-how/towns/{code6}/")
        assert response.status_code == 302
        assert response.url.startswith("/sign-in/")


def test_an_editor_without_a_municipality_gets_404(client, tokyo, publicity):
    response = client.get(f"/campaigns/know-how/towns/{tokyo[1].area.code6}/")
    assert response.status_code == 404


def test_the_account_page_leads_to_the_own_town(client, tokyo, staff):
    area = tokyo[1].area
    client.force_login(staff(area))
    text = client.get("/sign-in/account/").content.decode()
    assert f"/campaigns/know-how/towns/{area.code6}/" in text


def test_a_town_with_many_parcels_asks_no_more(
    client, index, site, staff, django_assert_max_num_queries
):
    area = make_area()
    for number in range(8):
        make_parcel(make_distribution(make_kit(site), title=f"配布{number}"), area)
    client.force_login(staff(area))
    address = f"/campaigns/know-how/towns/{area.code6}/"
    client.get(address)
    with django_assert_max_num_queries(15):
        assert client.get(address).status_code == 200
