"""A picture without rights: the hand-in is refused with words, then its rights are written down."""

import re
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from tests.browser.test_accounts import OFFICE, sign_in
from tests.browser.test_workflow import approve, open_review, press
from tests.builders import picture_bytes

TITLE, PAGE = "庭の絵", "庭のお知らせ"
FILE = {"name": "garden.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(size=(80, 40))}


def upload(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/admin/images/add/")
    page.locator("#id_file").set_input_files(FILE)
    page.locator("#id_title").fill(TITLE)
    page.get_by_role("button", name="アップロード").click()
    expect(page).to_have_url(f"{base_url}/admin/images/")


def write_page(page: Page, base_url: str, number: str) -> None:
    """A page with the picture, by the buttons of the editor."""
    page.goto(f"{base_url}/admin/pages/add/home/standardpage/{number}/")
    page.locator("#id_title").fill(PAGE)
    page.locator("button.c-sf-add-button").first.click()
    page.get_by_role("option", name=re.compile("^画像")).first.click()
    page.get_by_role("button", name="画像を選択").click()
    page.locator(".modal-content").get_by_text(TITLE).first.click()
    page.locator("input[name='body-0-value-alternative']").fill("木と花のある庭の絵")


def write_rights(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}/admin/rights/?part=missing")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_label("権利：だれのものか").fill("見本サイトの制作（見本）")
    page.get_by_label("権利：使える理由").select_option("own")
    page.get_by_label("ウェブ", exact=True).check()
    page.locator("footer button[type=submit]").first.click()
    expect(page).to_have_url(f"{base_url}/admin/images/")


def test_a_picture_needs_rights_before_its_page_is_public(new_context, demo, base_url):
    def come_in(who: str) -> Page:
        page = new_context(viewport=OFFICE).new_page()
        sign_in(page, base_url, who, demo.password(who))
        page.wait_for_url(lambda address: "/sign-in/?" not in address)
        return page

    editor = come_in("editor")
    upload(editor, base_url)
    editor.goto(f"{base_url}/admin/pages/")
    home = editor.locator("a[href$='/edit/']", has_text="ひとり親家庭のための支援ポータル").first
    number = re.findall(r"/pages/(\d+)/", home.get_attribute("href"))[0]
    write_page(editor, base_url, number)
    with editor.expect_navigation(url=re.compile(r"/edit/")):
        editor.locator("footer button[type=submit]").first.click()
    editing = editor.url
    editor.locator("[data-side-panel-toggle=checks]").click()
    expect(editor.get_by_text("直すまで公開できません（1件）")).to_be_visible()
    press(editor, "action-submit")
    refused = editor.get_by_text(f"画像「{TITLE}」：権利が登録されていません").first
    expect(refused).to_be_visible()
    expect(editor.get_by_text("審査に出していません").first).to_be_visible()

    write_rights(editor, base_url)
    editor.goto(editing)
    press(editor, "action-submit")
    agency = come_in("approver")
    open_review(agency, base_url, PAGE)
    approve(agency)
    agency.goto(editing)
    public = agency.get_by_role("link", name=re.compile("公開ページを開く")).first
    agency.goto(urljoin(base_url, public.get_attribute("href")))
    expect(agency.locator("h1")).to_have_text(PAGE)
