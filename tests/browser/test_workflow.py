"""A change of a measure goes from the editor to the town and the agency, once back, and out."""

import io
import secrets
from email import message_from_bytes

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.test_accounts import OFFICE, PHONE, assert_accessible, sign_in
from tests.demonstration import Demo

MEASURE = "/measures/jido-ikusei-teate/"  # the demonstration lets it wait for the town


def mails_to(demo: Demo, who: str) -> str:
    """Everything that was written to somebody, as the demonstration wrote it to its folder."""
    files = sorted((demo.folder / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
    mails = [message_from_bytes(path.read_bytes()) for path in files]
    wanted = [mail for mail in mails if mail["To"] == f"{who}@portal.example"]
    return "\n".join(mail.get_payload(decode=True).decode() for mail in wanted)


def press(page: Page, action: str) -> None:
    """A button of the editing screen that may lie folded away."""
    button = page.locator(f"button[name={action}]").first
    with page.expect_navigation():
        button.evaluate("button => button.form.requestSubmit(button)")


def open_review(page: Page, base_url: str, title: str) -> None:
    page.goto(f"{base_url}/reviews/")
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", name="これまでのこと")).to_be_visible()


def approve(page: Page) -> None:
    for box in page.locator("input[name=ticked]").all():
        box.check()
    page.get_by_role("button", name="承認する").click()
    expect(page.get_by_text("承認しました").first).to_be_visible()


def hand_in(page: Page, words: str) -> None:
    page.locator("textarea[name=summary]").fill(words)
    press(page, "action-submit")


def test_from_the_draft_to_the_publication(new_context, demo, base_url):
    def come_in(who: str, viewport: dict) -> Page:
        page = new_context(viewport=viewport).new_page()
        sign_in(page, base_url, who, demo.password(who))
        page.wait_for_url(lambda address: "/sign-in/?" not in address)
        return page

    mark = secrets.token_hex(3)
    editor = come_in("editor", OFFICE)
    editor.goto(base_url + MEASURE)
    title = editor.get_by_role("heading", level=1).inner_text().split("\n")[0]
    open_review(editor, base_url, title)
    editor.get_by_role("link", name="管理画面で開く").click()
    editing = editor.url
    press(editor, "action-cancel-workflow")
    editor.goto(editing)
    hand_in(editor, f"見本の説明{mark}です。")

    town = come_in("hachioji-check", PHONE)
    open_review(town, base_url, title)
    expect(town.get_by_text(mark).first).to_be_visible()
    assert_accessible(town)
    approve(town)

    agency = come_in("approver", OFFICE)
    open_review(agency, base_url, title)
    agency.get_by_label("意見・理由").fill(f"言い方を直してください（{mark}）。")
    agency.get_by_role("button", name="差し戻す").click()
    expect(agency.get_by_text("差し戻しました").first).to_be_visible()

    editor.goto(editing)
    hand_in(editor, f"直した説明{mark}です。")
    open_review(agency, base_url, title)
    expect(agency.get_by_text("直した説明").first).to_be_visible()
    assert_accessible(agency)
    approve(agency)

    editor.goto(base_url + MEASURE)
    expect(editor.get_by_text(f"直した説明{mark}です。").first).to_be_visible()
    assert "事実確認をお願いします" in mails_to(demo, "hachioji-check")
    assert "協議をお願いします" in mails_to(demo, "approver")
    assert mark in mails_to(demo, "editor"), "the reason of the rejection"
    assert "公開しました" in mails_to(demo, "editor")
    agency.goto(f"{base_url}/admin/review-records/export/")
    agency.get_by_label("理由").fill("事業実施報告")
    with agency.expect_download() as sheet:
        agency.get_by_role("button", name="書き出す").click()
    book = openpyxl.load_workbook(io.BytesIO(sheet.value.path().read_bytes()))
    told = [row[2] for row in book.active.iter_rows(values_only=True)]
    for act in ("取りやめた", "承認した", "差し戻した", "公開した"):
        assert act in told
