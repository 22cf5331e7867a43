"""Stories in a real browser: without JavaScript, by keyboard, in a hurry, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages import HACHIOJI, PAGES

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def plain_page(new_context, base_url):
    """A phone without JavaScript."""
    return new_context(java_script_enabled=False, viewport=PHONE).new_page()


def test_two_taps_from_home_to_the_allowance_without_javascript(plain_page, base_url):
    plain_page.goto(base_url)
    plain_page.get_by_role("link", name=re.compile("毎月のお金")).first.click()
    plain_page.get_by_role(
        "link", name=re.compile("児童扶養手当|ひとり親の毎月の手当")
    ).first.click()
    expect(plain_page).to_have_url(re.compile("/measures/jido-fuyo-teate/"))
    expect(plain_page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize(
    "typed", ["はちおうじ", "192-0046", "１９２００４６", "hachioji", "八王子"]
)
def test_every_way_to_write_a_town_reaches_it(plain_page, base_url, typed):
    plain_page.goto(base_url)
    box = plain_page.get_by_label(re.compile("郵便番号"))
    box.fill(typed)
    box.press("Enter")
    expect(plain_page).to_have_url(re.compile(f"/directory/{HACHIOJI}/"))
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("八王子市")


def test_two_towns_of_one_name_are_asked_about(plain_page, base_url):
    plain_page.goto(f"{base_url}/directory/?q=府中市")
    links = plain_page.get_by_role("main").get_by_role("link", name=re.compile("府中市"))
    assert links.count() >= 2


@pytest.mark.parametrize("path", [PAGES["home"], PAGES["measure"], PAGES["municipality"]])
def test_keyboard_reaches_everything_and_focus_is_seen(page, base_url, path):
    page.goto(base_url + path)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#main")
    seen = []
    for _press in range(60):
        page.keyboard.press("Tab")
        state = page.evaluate(
            """() => {
                const element = document.activeElement, box = element.getBoundingClientRect();
                const {outlineStyle, boxShadow} = getComputedStyle(element);
                const visible = outlineStyle !== 'none' || boxShadow !== 'none';
                const inSight = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
                return [element.tagName, visible, inSight, element.outerHTML];
            }"""
        )
        if state[0] == "BODY":
            break
        assert state[1], f"focus is not visible: {state[3][:120]}"
        assert state[2], f"focus out of sight: {state[3][:120]}"
        seen.append(state[3])
    assert len(set(seen)) > 15


def test_skip_link_leads_to_the_text(page, base_url):
    page.goto(base_url + PAGES["measure"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.fixture
def elsewhere(page):
    """Stands for the neutral site that the exit leads to: no request leaves the machine."""
    page.route(re.compile("jma.go.jp"), lambda route: route.fulfill(body="<h1>elsewhere</h1>"))
    return re.compile("jma.go.jp")


def test_exit_link_leaves_and_going_back_does_not_return(page, base_url, elsewhere):
    page.goto(base_url)
    page.goto(base_url + PAGES["safety"])
    page.get_by_role("link", name="このページから離れる").click()
    expect(page).to_have_url(elsewhere)
    page.go_back()
    assert PAGES["safety"] not in page.url


def test_three_presses_of_escape_leave(page, base_url, elsewhere):
    page.goto(base_url + PAGES["safety"])
    for _press in range(3):
        page.keyboard.press("Escape")
    expect(page).to_have_url(elsewhere)


def test_exit_works_without_javascript(plain_page, base_url):
    plain_page.goto(base_url)
    link = plain_page.get_by_role("link", name="このページから離れる")
    expect(link).to_have_attribute("href", re.compile("^https://"))
    expect(link).to_have_attribute("rel", re.compile("noreferrer"))


@pytest.mark.parametrize("path", [PAGES["municipality"], PAGES["measure"]])
def test_paper_shows_the_text_without_the_site_around_it(page, base_url, path):
    page.goto(base_url + path)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="このページから離れる")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_call_buttons_are_large_and_named(page, base_url):
    page.set_viewport_size(PHONE)
    page.goto(base_url + PAGES["municipality"])
    calls = page.locator("main a[href^='tel:']")
    assert calls.count() > 0
    for number in range(calls.count()):
        call = calls.nth(number)
        if call.is_visible():
            assert call.bounding_box()["height"] >= 44
            assert call.evaluate("link => (link.ariaLabel || link.textContent).trim().length") > 3


def test_the_language_switch_keeps_the_place(page, base_url):
    page.goto(base_url + PAGES["municipality"])
    page.get_by_text(re.compile("^(Language|言語)$")).click()
    page.get_by_role("link", name="English").first.click()
    expect(page).to_have_url(re.compile(f"/en/directory/{HACHIOJI}/"))


def test_an_editor_signs_in_and_finds_the_admin(page, demo):
    page.goto(f"{demo.url}/admin/")
    page.get_by_label("ID").fill("editor")
    page.locator("input[name=password]").fill(demo.password("editor"))
    page.get_by_role("main").get_by_role("button").click()
    expect(page).to_have_url(re.compile("/admin/"))
    expect(page.get_by_role("navigation").get_by_text("まちの窓口").first).to_be_visible()


def test_an_overlong_address_is_answered_by_the_portal(page, base_url):
    response = page.request.get(base_url + "/search/?q=" + "あ" * 5000)
    assert response.status in (200, 400)
    assert re.search("[ぁ-ん]{3}", response.text())
