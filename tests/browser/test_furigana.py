"""The switch in a real browser without JavaScript: on, three pages, off."""

from playwright.sync_api import expect

from tests.browser.test_accounts import OFFICE, PHONE, assert_accessible


def test_readings_go_along_and_go_away_without_a_script(new_context, base_url):
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(f"{base_url}/measures/jido-fuyo-teate/")
    expect(page.locator("ruby")).to_have_count(0)
    page.get_by_role("button", name="ふりがな", pressed=False).click()
    expect(page).to_have_url(f"{base_url}/measures/jido-fuyo-teate/")
    for address in ("/measures/jido-fuyo-teate/", "/", "/directory/132012/"):
        page.goto(base_url + address)
        assert page.locator("ruby").count() > 20
    page.get_by_role("button", name="ふりがな", pressed=True).click()
    expect(page).to_have_url(f"{base_url}/directory/132012/")
    expect(page.locator("ruby")).to_have_count(0)


def test_pages_with_readings_are_sound(new_context, base_url):
    """axe, no sideways scrolling, a button that a thumb meets; copying takes the kanji only."""
    page = new_context(viewport=OFFICE).new_page()
    page.goto(base_url)
    page.get_by_role("button", name="ふりがな").click()
    for address in ("/", "/measures/", "/ja-simple/"):
        page.goto(base_url + address)
        assert_accessible(page)
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.get_by_role("button", name="ふりがな").bounding_box()["height"] >= 44
        page.set_viewport_size(OFFICE)
    page.goto(f"{base_url}/measures/jido-fuyo-teate/")
    copied = page.evaluate(
        "() => { getSelection().selectAllChildren(document.querySelector('h1'));"
        " return getSelection().toString(); }"
    )
    assert copied.strip() == "ひとり親の毎月の手当"
    spoken = page.locator("h1").aria_snapshot().replace(" ", "")
    assert "ひとり親の毎月の手当" in spoken, "what is read aloud has no second reading"
