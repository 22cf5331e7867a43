"""The pages for municipal staff on the office computer and on a telephone: axe, no scroll bars."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_accounts import OFFICE, PHONE, assert_accessible, sign_in

PAGES = {
    "home": "/staff/",
    "search": "/staff/?q=高等職業訓練+所得+超過",
    "nothing found": "/staff/?q=ほげほげ&kind=nonsense",
    "notice": "/staff/sample-notice-training-2025/",
    "amended notice": "/staff/sample-notice-training-2024/",
    "what changed": "/staff/sample-notice-training-2025/changes/",
    "law": "/staff/jido-fuyo-teate-ho/",
    "case": "/staff/sample-case-evening/",
    "training": "/staff/sample-training-privacy/",
    "own records": "/staff/completions/",
    "offices": "/staff/offices/132012/",
    "account": "/sign-in/account/",
    "password": "/sign-in/password/",
}


@pytest.mark.parametrize("viewport", [OFFICE, PHONE], ids=["office", "telephone"])
def test_everybody_can_use_every_page(new_context, demo, base_url, viewport):
    page = new_context(viewport=viewport).new_page()
    sign_in(page, base_url, "hachioji", demo.password("hachioji"))
    expect(page).to_have_url(f"{base_url}/staff/")
    for address in PAGES.values():
        assert page.goto(base_url + address).status == 200
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert_accessible(page)


def test_a_question_leads_to_the_notice_in_force_its_changes_and_its_file(
    new_context, demo, base_url
):
    page = new_context(viewport=OFFICE, java_script_enabled=False).new_page()
    sign_in(page, base_url, "hachioji", demo.password("hachioji"))
    page.get_by_role("searchbox").last.fill("高等職業訓練 所得 超過")
    page.get_by_role("searchbox").last.press("Enter")
    page.get_by_role("main").get_by_role("link", name="令和7年版").first.click()
    with page.expect_download() as download:
        page.get_by_role("region", name="添付ファイル").get_by_role("link").first.click()
    assert download.value.suggested_filename.endswith((".pdf", ".xlsx"))
    page.get_by_role("region", name="何が変わったか").get_by_role("link").click()
    expect(page.locator("ins").first).to_be_visible()


def test_a_training_is_finished_and_the_record_is_there_to_print(new_context, demo, base_url):
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    sign_in(page, base_url, "machida", demo.password("machida"))
    page.goto(f"{base_url}/staff/sample-training-first-talk/")
    page.get_by_role("button", name="この研修を修了しました").click()
    expect(page.get_by_role("main")).to_contain_text("はじめて相談を受ける人のための研修")
    expect(page.get_by_role("main")).to_contain_text("町田市")
