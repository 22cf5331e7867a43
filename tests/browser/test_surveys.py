"""Questionnaires in a real browser: answered on a telephone, gone on with, sent; read."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_accounts import OFFICE, PHONE, assert_accessible, sign_in


def press(page, name):
    page.get_by_role("button", name=name).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_parent_answers_stops_and_goes_on(new_context, base_url, scripts):
    page = new_context(viewport=PHONE, java_script_enabled=scripts).new_page()
    page.goto(f"{base_url}/surveys/")
    page.get_by_role("link", name="利用者アンケート").click()
    press(page, "つぎへ")
    expect(page.get_by_role("alert")).to_contain_text("この質問に答えてください")
    page.get_by_role("alert").get_by_role("link").first.click()
    assert page.evaluate("document.activeElement.tagName") == "FIELDSET"
    page.get_by_label("まちの窓口をさがす").check()
    page.get_by_label("見つからなかった", exact=True).check()
    press(page, "つぎへ")
    expect(page.get_by_text("「見つからなかった」とのこと")).to_be_visible()

    page.get_by_text("あとで続きを答える").click()
    address = page.locator(".survey__address a").get_attribute("href")
    later = new_context(viewport=OFFICE).new_page()
    later.goto(base_url + re.sub(r"^https?://[^/]+", "", address))
    later.get_by_label("何が足りませんでしたか").fill("夜の窓口")
    later.get_by_label("しない、まだ決めていない").check()
    press(later, "つぎへ")
    expect(later.get_by_role("group", name="申請や相談を迷っているのは")).to_be_visible()
    press(later, "つぎへ")
    later.get_by_label("お住まいの都道府県").select_option("東京都")
    press(later, "つぎへ")
    expect(later.get_by_text("夜の窓口")).to_be_visible()
    assert_accessible(later)
    press(later, "回答を送る")
    expect(later.get_by_role("heading", name="回答が届きました")).to_be_visible()
    assert later.context.cookies(f"{base_url}/measures/") == [
        cookie for cookie in later.context.cookies() if cookie["name"] == "csrftoken"
    ]

    page.reload()
    expect(page.get_by_role("heading", name="もう届いています")).to_be_visible()


def test_whoever_has_no_link_is_told_so(new_context, base_url):
    page = new_context(viewport=PHONE).new_page()
    said = {"campaign-materials": "届いたリンクから", "first-week": "受付は終わりました"}
    for end, words in said.items():
        page.goto(f"{base_url}/surveys/{end}/")
        expect(page.get_by_role("heading", name=words)).to_be_visible()
        assert_accessible(page)
    page.get_by_role("link", name="結果を見る").click()
    expect(page.get_by_role("heading", name="どこから見ましたか")).to_be_visible()


def test_a_reader_says_what_was_missing(new_context, base_url):
    page = new_context(viewport=PHONE).new_page()
    page.goto(f"{base_url}/measures/jido-fuyo-teate/")
    assert page.context.cookies() == [], "reading sets none"
    page.get_by_role("link", name="足りないことがあった").click()
    expect(page.get_by_label("足りないことがあった")).to_be_checked()
    page.get_by_label("何が足りませんでしたか").fill("必要な書類")
    press(page, "送る")
    expect(page.get_by_role("heading", level=1)).to_contain_text("ありがとうございます")
    page.get_by_role("link", name="にもどる").click()
    expect(page).to_have_url(f"{base_url}/measures/jido-fuyo-teate/")


def test_the_office_makes_one_and_reads_results(new_context, demo, base_url):
    page = new_context(viewport=OFFICE).new_page()
    sign_in(page, base_url, "publicity", demo.password("publicity"))
    page.goto(f"{base_url}/admin/snippets/surveys/survey/add/")
    page.locator("#id_title").fill("イベントのあとに")
    page.locator("#id_slug").fill("after-the-event")
    page.locator("#id_introduction").fill("1分で終わります。")
    page.locator("#id_is_active").check()
    page.locator("#id_closes_on").fill("2099-03-31")
    page.keyboard.press("Tab")  # the calendar closes
    page.locator("#id_questions-0-text").fill("どうでしたか")
    for number, label in enumerate(("よかった", "ふつう")):
        page.locator("#id_questions-0-options-ADD").click()
        page.locator(f"#id_questions-0-options-{number}-label").fill(label)
    press(page, "保存")
    expect(page.get_by_role("link", name="イベントのあとに").first).to_be_visible()
    visitor = new_context(viewport=PHONE).new_page()
    visitor.goto(f"{base_url}/surveys/after-the-event/")
    visitor.get_by_label("よかった").check()
    press(visitor, "回答を送る")
    page.goto(f"{base_url}/admin/survey-results/")
    page.get_by_role("link", name="イベントのあとに").click()
    expect(page.get_by_text("届いた回答：1件")).to_be_visible()
    page.get_by_role("link", name="回答をXLSXで書き出す").click()
    page.get_by_label("理由").fill("会議の資料")
    with page.expect_download() as download:
        press(page, "書き出す")
    assert download.value.suggested_filename == "after-the-event.xlsx"
