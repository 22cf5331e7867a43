"""The finder in a real browser: without JavaScript, by keyboard, going back, on another screen."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.pages import PAGES

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def plain_page(new_context, base_url):
    """A phone without JavaScript."""
    return new_context(java_script_enabled=False, viewport=PHONE).new_page()


def test_without_javascript_from_home_to_a_telephone(plain_page, base_url):
    plain_page.goto(base_url)
    plain_page.get_by_role("link", name=re.compile("使える支援をさがす")).first.click()
    plain_page.get_by_label("どれもない").check()
    plain_page.get_by_role("button", name="次へ").click()
    plain_page.locator("select[name=children-0-stage]").select_option("es1")
    plain_page.get_by_role("button", name="今の結果を見る").click()
    expect(plain_page.get_by_role("heading", name="使えそう", exact=True)).to_be_visible()
    plain_page.get_by_role("button", name=re.compile("住んでいる所を答える")).first.click()
    plain_page.get_by_label(re.compile("郵便番号")).fill("192-0046")
    plain_page.get_by_role("button", name="結果を見る", exact=True).click()
    expect(plain_page.get_by_role("heading", level=1)).to_contain_text("八王子市")
    assert plain_page.locator("main a[href^='tel:']").count() > 0
    expect(plain_page).to_have_url(re.compile("/measures/finder/$"))


def test_by_keyboard_alone_and_back_again(page, base_url):
    page.goto(base_url + PAGES["finder"])
    page.get_by_label("食べるものがない").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="今すぐ電話できます")).to_be_visible()
    expect(page.locator("h1")).to_be_focused()
    page.go_back()
    expect(page.get_by_label("食べるものがない")).to_be_checked()
    expect(page).to_have_url(re.compile("/measures/finder/$"))


def test_results_and_memo_are_for_everybody(page, base_url):
    """axe, no sideways scrolling at 320 px; the memo's code opens the same list elsewhere."""
    page.goto(base_url + PAGES["finder"])
    page.get_by_label("どれもない").check()
    page.get_by_role("button", name="次へ").click()
    expect(page.get_by_role("button", name="今の結果を見る")).to_be_visible()
    for button in ("今の結果を見る", "相談メモを作る"):
        page.get_by_role("button", name=button).click()
        expect(page.get_by_role("button", name=button)).to_have_count(0)
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        found = Axe().run(page).response["violations"]
        assert [(rule["id"], [n["target"] for n in rule["nodes"]][:3]) for rule in found] == []


def test_the_code_is_read_and_taken_out_of_the_address(page, base_url):
    from measures.finder.sealing import pack

    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(f"{base_url}{PAGES['finder']}#a={pack({'children': [{'stage': 'es1'}]})}")
    expect(page.get_by_role("heading", name="使えそう", exact=True)).to_be_visible()
    assert "#a=" not in page.url
    assert not any("es1" in url or "?a" in url for url in requested)
