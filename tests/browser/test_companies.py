"""A company hands in documents on a telephone without scripts, is checked, and is found."""

import re
import secrets
from email import message_from_bytes

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accounts import OFFICE, PHONE, assert_accessible, sign_in
from tests.companies.builders import pdf
from tests.demonstration import Demo

PUBLIC = (
    "/companies/",
    "/companies/?fact=short_regular&fact=sudden_leave&place=八王子市",
    "/companies/?place=府中市",
    "/companies/?q=ほげほげ",
    "/companies/sample-lunch/",
    "/companies/sample-factory/",
    "/companies/submit/",
    "/companies/submit/link/",
    "/companies/submit/nothing/",
)


@pytest.mark.parametrize("viewport", [OFFICE, PHONE], ids=["office", "telephone"])
def test_everybody_can_use_every_page(new_context, base_url, viewport):
    page = new_context(viewport=viewport).new_page()
    for address in PUBLIC:
        page.goto(base_url + address)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        assert_accessible(page)


def fill_in(page: Page, name: str, mark: str) -> None:
    page.get_by_label("会社名", exact=True).fill(name)
    page.get_by_label("会社名のよみ").fill("みほんぱんや")
    page.get_by_label("業種").select_option("I")
    page.get_by_label("仕事の内容").fill("パンの袋づめ")
    page.get_by_label("ひとり親の方へのひとこと").fill("朝の仕事は9時からです。")
    page.get_by_label("働く場所").fill("八王子市")
    page.get_by_label("お迎えに間に合う").check()
    page.get_by_label("担当の方の名前").fill("見本 次郎")
    page.get_by_label("メールアドレス").fill(f"{mark}@company.example")


def submit(page: Page, base_url: str, name: str, mark: str) -> str:
    """From the form to the receipt; returns the receipt's number."""
    page.goto(f"{base_url}/companies/submit/")
    fill_in(page, name, mark)
    page.get_by_label("法人番号").fill("１２３")
    page.get_by_role("button", name="次へ").click()
    expect(page.get_by_role("alert")).to_contain_text("法人番号")
    expect(page.get_by_label("仕事の内容")).to_have_value("パンの袋づめ")
    assert_accessible(page)
    page.get_by_label("法人番号").fill("")
    page.get_by_role("button", name="次へ").click()
    expect(page.get_by_text("まだ送っていません").first).to_be_visible()
    paper = {"name": "決まり.pdf", "mimeType": "application/pdf", "buffer": b"<html>no</html>"}
    page.get_by_label("書類", exact=True).set_input_files(paper)
    page.get_by_role("button", name="この書類を付ける").click()
    expect(page.get_by_role("alert")).to_contain_text("中身は pdf ではありません")
    page.get_by_label("書類", exact=True).set_input_files({**paper, "buffer": pdf().read()})
    page.get_by_role("button", name="この書類を付ける").click()
    expect(page.get_by_text("決まり.pdf").first).to_be_visible()
    assert_accessible(page)
    consent = page.get_by_label("会社として、公表に同意します")
    expect(consent).not_to_be_checked()
    consent.check()
    page.get_by_role("button", name="送る", exact=True).click()
    expect(page.get_by_text("ありがとうございます")).to_be_visible()
    assert_accessible(page)
    return page.locator(".facts strong").first.inner_text()


def publish(page: Page, base_url: str, demo: Demo, name: str, number: str) -> None:
    """The approver reads, opens the document, and publishes."""
    sign_in(page, base_url, "approver", demo.password("approver"))
    page.goto(f"{base_url}/admin/companies/")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_text(number).first).to_be_visible()
    with page.expect_download() as opened:
        page.get_by_role("link", name="決まり.pdf").click()
    assert opened.value.suggested_filename == "決まり.pdf"
    page.get_by_label("ページにして公開する").check()
    page.get_by_role("button", name="この内容で決める").click()
    expect(page.get_by_text("公開しました").first).to_be_visible()


def test_from_the_form_to_the_list(new_context, demo, base_url):
    mark = secrets.token_hex(3)
    name = f"見本のパン屋{mark}"
    phone = new_context(viewport=PHONE, java_script_enabled=False)
    company = phone.new_page()
    number = submit_without_scripts(company, base_url, name, mark)
    publish(new_context(viewport=OFFICE).new_page(), base_url, demo, name, number)
    parent = phone.new_page()
    parent.goto(f"{base_url}/companies/")
    parent.get_by_label("お迎えに間に合う").check()
    parent.get_by_label("住んでいる所").fill("八王子市")
    parent.get_by_label("ことば").fill("袋づめ")
    parent.get_by_role("button", name="会社を見る").click()
    expect(parent.get_by_role("heading", name="八王子市から通える会社")).to_be_visible()
    parent.get_by_role("link", name=name).click()
    expect(parent.get_by_role("heading", level=1)).to_contain_text(name)
    company.goto(last_link(demo, f"{mark}@company.example"))
    expect(company.get_by_text("確認しました").first).to_be_visible()
    expect(company.get_by_role("link", name=name)).to_be_visible()


def last_link(demo: Demo, address: str) -> str:
    """The link of the newest mail to that address, as the demonstration wrote it to its folder."""
    files = sorted((demo.folder / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
    mails = [message_from_bytes(path.read_bytes()) for path in files]
    bodies = [mail.get_payload(decode=True).decode() for mail in mails if mail["To"] == address]
    return re.findall(r"http://\S+/companies/submit/\S+", bodies[-1])[0]


def submit_without_scripts(page: Page, base_url: str, name: str, mark: str) -> str:
    """The same way as ``submit``; axe needs scripts, so it is not asked here."""
    page.goto(f"{base_url}/companies/submit/")
    fill_in(page, name, mark)
    page.get_by_role("button", name="次へ").click()
    paper = {"name": "決まり.pdf", "mimeType": "application/pdf", "buffer": pdf().read()}
    page.get_by_label("書類", exact=True).set_input_files(paper)
    page.get_by_role("button", name="この書類を付ける").click()
    page.get_by_label("会社として、公表に同意します").check()
    page.get_by_role("button", name="送る", exact=True).click()
    expect(page.get_by_text("ありがとうございます")).to_be_visible()
    return page.locator(".facts strong").first.inner_text()


def test_mistakes_on_the_way_are_told(new_context, base_url):
    page = new_context(viewport=PHONE).new_page()
    mark = secrets.token_hex(3)
    assert submit(page, base_url, f"見本の花屋{mark}", mark).startswith("K-")
