"""What is typed in a form of the admin stays until the server has read it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accounts import OFFICE, PHONE, sign_in

BANNER = "/admin/snippets/navigation/emergencybanner/add/"
MEASURE = "jido-fuyo-teate"


@pytest.fixture
def admin(new_context, demo, base_url) -> Page:
    page = new_context(viewport=OFFICE).new_page()
    sign_in(page, base_url, "admin", demo.password("admin"))
    page.wait_for_url(lambda address: "/sign-in/?" not in address)
    return page


def edit_measure(page: Page, base_url: str) -> None:
    found = page.request.get(f"{base_url}/admin/api/main/pages/?slug={MEASURE}").json()
    page.goto(f"{base_url}/admin/pages/{found['items'][0]['id']}/edit/")


def open_schedule(page: Page) -> None:
    link = page.get_by_role("button", name="予定を決める")
    if not link.is_visible():
        page.locator("[data-side-panel-toggle=status]").first.click()
    link.click()


@pytest.mark.parametrize(
    "typed", ["令和8年12月31日", "２０２６－１２－３１", "2027-02-29", "20270401"]
)
def test_a_day_stays_as_it_was_typed(admin, base_url, typed):
    admin.goto(base_url + BANNER)
    field = admin.locator("#id_ends_at")
    field.click()
    calendar = admin.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    field.press_sequentially(typed)
    field.press("Tab")
    expect(calendar).to_have_count(0)
    assert field.input_value() == typed
    admin.locator("#id_title").fill("台風")
    admin.get_by_role("button", name="保存").first.click()
    expect(admin.get_by_text("のように、日と時刻を書いてください。").first).to_be_visible()
    assert admin.locator("#id_ends_at").input_value() == typed


def test_the_calendar_still_fills_the_field(admin, base_url):
    admin.goto(base_url + BANNER)
    field = admin.locator("#id_ends_at")
    field.click()
    day = admin.locator(".xdsoft_datetimepicker:visible td.xdsoft_date:not(.xdsoft_other_month)")
    day.nth(14).click()
    expect(field).to_have_value(re.compile(r"^\d{4}-\d{2}-15 \d{2}:\d{2}$"))


def test_a_long_text_is_not_cut_but_refused(admin, base_url):
    edit_measure(admin, base_url)
    text = "長い説明" * 30
    field = admin.locator("#id_summary")
    field.click()
    field.fill("")
    admin.keyboard.insert_text(text)  # as pasting does
    assert field.input_value() == text
    admin.get_by_role("button", name="下書きを保存").first.click()
    expect(admin.get_by_text("100文字までです（いま120文字）。").first).to_be_visible()
    assert admin.locator("#id_summary").input_value() == text


def test_the_rule_of_a_measure_says_that_the_sign_in_has_ended(admin, base_url):
    edit_measure(admin, base_url)
    box = admin.locator("[data-rule-panel]")
    panel = admin.locator("section").filter(has=box).last
    panel.locator("[data-panel-toggle]").first.click()
    expect(box).to_be_visible()
    before = box.locator("[data-rule-review]").inner_html()
    other = admin.context.new_page()
    other.goto(f"{base_url}/sign-in/account/")
    other.get_by_role("main").get_by_role("button", name="サインアウト", exact=True).click()
    expect(other.get_by_role("heading", level=1)).not_to_have_text("あなたのアカウント")
    name = admin.locator("#id_official_name")
    name.press_sequentially("あ")
    expect(box.get_by_role("alert")).to_contain_text("サインインが切れました。")
    assert box.locator("[data-rule-review]").inner_html() == before
    assert "あ" in name.input_value()


def test_a_telephone_shows_names_and_the_whole_calendar(admin, base_url):
    admin.set_viewport_size(PHONE)
    for address in ("/admin/rights/", "/admin/broken-links/", "/admin/review-records/"):
        admin.goto(base_url + address)
        list_ = admin.locator("table.listing")
        assert list_.bounding_box()["width"] <= PHONE["width"]
        assert list_.locator("tbody td").first.bounding_box()["width"] > 120
    admin.goto(f"{base_url}/admin/settings/core/sitesettings/")
    assert admin.locator("#header-title > .icon").bounding_box()["x"] >= 0
    edit_measure(admin, base_url)
    open_schedule(admin)
    admin.locator("#id_go_live_at").click()
    calendar = admin.locator(".xdsoft_datetimepicker:visible")
    box = calendar.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]


def test_the_calendar_of_a_schedule_leaves_its_button_free(admin, base_url):
    edit_measure(admin, base_url)
    open_schedule(admin)
    save = admin.get_by_role("button", name="予約を保存する").bounding_box()
    for name in ("go_live_at", "expire_at"):
        admin.locator(f"#id_{name}").click()
        calendar = admin.locator(".xdsoft_datetimepicker:visible")
        expect(calendar).to_have_count(1)
        assert calendar.bounding_box()["x"] >= save["x"] + save["width"]
        admin.locator(f"#id_{name}").press_sequentially("2099")
        expect(calendar).to_have_count(0)
