"""「いまいる場所の近く」: the server says where towns are and never learns where a visitor is."""

import json
from decimal import Decimal

import pytest
from django.core.cache import cache
from wagtail.models import Site

from cms.areas.choices import AreaKind
from tests.builders import home_of, make_area, make_directory, make_prefecture, make_translation
from tests.reading import page_of, words

TOWNS = "/directory/towns/"


def place(code5, name, kana, latitude=None, longitude=None, **fields):
    point = {
        "latitude": latitude and Decimal(latitude),
        "longitude": longitude and Decimal(longitude),
    }
    return make_area(code5, name, kana, **point, **fields)


@pytest.fixture
def towns(site):
    make_directory(site)
    place("13201", "八王子市", "はちおうじし", "35.666335", "139.315806")
    place("13202", "立川市", "たちかわし", "35.713949", "139.407807", romaji="Tachikawa-shi")
    return place("13203", "武蔵野市", "むさしのし", "35.717718", "139.566167")


def test_the_list_of_towns_is_the_same_for_everybody(client, towns):
    response = client.get(TOWNS)
    assert json.loads(response.content)["towns"] == [
        ["132012", "東京都八王子市", 35.666, 139.316],
        ["132021", "東京都立川市", 35.714, 139.408],
        ["132039", "東京都武蔵野市", 35.718, 139.566],
    ]
    assert "public" in response["Cache-Control"]
    assert "Cookie" not in response.get("Vary", "")


def test_every_code_of_the_list_is_an_address(client, towns):
    for code6, *_rest in client.get(TOWNS).json()["towns"]:
        assert client.get(f"/directory/{code6}/").status_code == 200


def test_wards_are_in_it_and_prefectures_and_towns_without_a_point_are_not(client, towns):
    prefecture = make_prefecture()
    prefecture.latitude, prefecture.longitude = Decimal("35.6"), Decimal("139.7")
    prefecture.save()
    place("13204", "三鷹市", "みたかし")
    place("13999", "見本区", "みほんく", "35.7", "139.4", kind=AreaKind.WARD, parent=towns)
    names = [name for _code, name, *_point in client.get(TOWNS).json()["towns"]]
    assert "東京都武蔵野市見本区" in names
    assert not {"東京都", "東京都三鷹市"} & set(names)


def test_the_box_waits_for_the_script_and_says_what_happens_to_the_position(client, towns):
    page = page_of(client.get("/directory/"))
    box = page.main.find("section", attrs={"data-nearest": TOWNS})
    assert box.has_attr("hidden"), "without a script there is no button that does nothing"
    assert "どこにも送りません" in words(box)
    assert "いまいる場所" in words(box.find("button"))


def test_it_is_not_offered_while_most_towns_have_no_point(client, towns):
    for number in range(4, 6):
        place(f"1320{number}", f"見本{number}市", "みほんし")
    cache.clear()
    page = page_of(client.get("/directory/"))
    assert page.main.find("section", attrs={"data-nearest": True}) is None
    assert "nearest" not in str(page)


def test_only_the_page_with_the_button_may_ask_where_a_visitor_is(client, towns):
    for address in ("/", "/directory/132012/", "/directory/?q=zzzz", TOWNS):
        assert "geolocation=()" in client.get(address).headers["Permissions-Policy"], address
    asking = client.get("/directory/").headers["Permissions-Policy"]
    assert "geolocation=(self)" in asking
    assert "camera=()" in asking


def test_names_carry_latin_letters_for_readers_of_english(client, towns):
    site = Site.objects.get(is_default_site=True)
    make_translation(home_of(site), "en", title="Home", headline="Hello")
    make_translation(make_directory(site), "en", title="Desks")
    names = [name for _code, name, *_point in client.get("/en" + TOWNS).json()["towns"]]
    assert "Tachikawa-shi (東京都立川市)" in names


def test_more_towns_cost_no_more_queries(
    client, towns, django_assert_max_num_queries, django_assert_num_queries
):
    client.get(TOWNS)
    with django_assert_max_num_queries(8) as few:
        client.get(TOWNS)
    for number in range(20):
        place(f"139{number:02}", f"見本{number}町", "みほんちょう", "35.5", "139.5")
    with django_assert_num_queries(len(few)):
        assert len(client.get(TOWNS).json()["towns"]) == 23
