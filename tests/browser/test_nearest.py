"""「いまいる場所の近くをさがす」 in a real browser: only when asked, only on the device."""

import re

import pytest
from playwright.sync_api import expect

HACHIOJI_STATION = {"latitude": 35.6555, "longitude": 139.3389}
HONOLULU = {"latitude": 21.3069, "longitude": -157.8583}
ASK = re.compile("いまいる場所の近くをさがす")


@pytest.fixture
def visitor(new_context, base_url):
    """A page of the directory opened from a place, with or without leave to say so."""

    def at(position, *, allowed=True):
        permissions = ["geolocation"] if allowed else []
        context = new_context(geolocation=position, permissions=permissions)
        page = context.new_page()
        page.goto(f"{base_url}/directory/")
        return page

    return at


def test_the_nearest_towns_are_links_and_the_position_stays_here(visitor):
    page = visitor(HACHIOJI_STATION)
    sent = []
    page.on("request", lambda request: sent.append(request))
    page.get_by_role("button", name=ASK).click()
    box = page.locator("[data-nearest]")
    expect(box.get_by_role("status")).to_have_text(re.compile("近い順"))
    links = box.get_by_role("link")
    expect(links).to_have_count(5)
    expect(links.first).to_have_text("東京都八王子市")
    assert not [request for request in sent if request.post_data or "?" in request.url]
    asked = [request.url for request in sent if request.resource_type in ("fetch", "xhr")]
    assert asked == [f"{page.url}towns/"], "one list, the same for everybody, and nothing is sent"
    links.first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("八王子市")


def test_nothing_is_fetched_and_nobody_is_asked_before_the_click(visitor):
    page = visitor(HACHIOJI_STATION)
    fetched = "performance.getEntriesByType('resource').map(entry => entry.name)"
    assert not [name for name in page.evaluate(fetched) if "towns" in name]


def test_who_does_not_want_to_say_is_told_the_other_ways(visitor):
    page = visitor(HACHIOJI_STATION, allowed=False)
    page.get_by_role("button", name=ASK).click()
    box = page.locator("[data-nearest]")
    expect(box.get_by_role("status")).to_contain_text("名前か郵便番号")
    expect(box.get_by_role("link")).to_have_count(0)
    expect(page.get_by_role("button", name=ASK)).to_be_enabled()


def test_who_is_far_from_japan_is_told_so(visitor):
    page = visitor(HONOLULU)
    page.get_by_role("button", name=ASK).click()
    expect(page.locator("[data-nearest]").get_by_role("status")).to_contain_text("近くに日本のまち")


def test_a_list_that_does_not_come_is_no_silence(visitor):
    page = visitor(HACHIOJI_STATION)
    page.route(re.compile("/towns/"), lambda route: route.abort())
    page.get_by_role("button", name=ASK).click()
    status = page.locator("[data-nearest]").get_by_role("status")
    expect(status).to_contain_text("もう一度ためすか")


def test_without_javascript_the_box_is_not_there(new_context, base_url):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{base_url}/directory/")
    expect(page.get_by_role("button", name=ASK)).to_be_hidden()
    expect(page.get_by_label(re.compile("郵便番号"))).to_be_visible()
