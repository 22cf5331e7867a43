"""A change of a measure goes from the editor to the town and the agency, once back, and out."""

import io
import secrets
from email import message_from_bytes
from email.policy import default

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.test_accounts import OFFICE, PHONE, assert_accessible, sign_in
from tests.demonstration import Demo

ACTS = [  # of the journey below, in order
    "取りやめた",
    *("確認をたのんだ", "承認した"),  # the town
    *("確認をたのんだ", "差し戻した"),  # the agency, once
    *("確認をたのんだ", "承認した", "公開した"),
]
MEASURE = "/measures/jido-ikusei-teate/"  # the demonstration lets it wait for the town


BETWEEN = b"\n" + b"-" * 79 + b"\n"  # Django's mails of one moment may share a file


def mails_to(demo: Demo, who: str) -> list[tuple[str, str]]:
    """Subject and text of all that was written to somebody, as the demonstration keeps it."""
    files = sorted((demo.folder / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime)
    parts = [part for path in files for part in path.read_bytes().split(BETWEEN) if part.strip()]
    mails = [message_from_bytes(part, policy=default) for part in parts]
    wanted = [mail for mail in mails if mail["To"] == f"{who}@portal.example"]
    return [(str(mail["Subject"]).split("（")[0].strip(), mail.get_content()) for mail in wanted]


def press(page: Page, action: str) -> None:
    """A button of the editing screen that may lie folded away."""
    button = page.locator(f"button[name={action}]").first
    with page.expect_navigation():
        button.evaluate("button => button.form.requestSubmit(button)")


def open_review(page: Page, base_url: str, title: str) -> None:
    page.goto(f"{base_url}/reviews/")
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", name="これまでのこと")).to_be_visible()


def decide(page: Page) -> None:
    """Everything is ticked, and the button of approval is pressed."""
    for box in page.locator("input[name=ticked]").all():
        box.check()
    page.get_by_role("button", name="承認する").click()


def approve(page: Page) -> None:
    decide(page)
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
    people = ("editor", "hachioji-check", "approver")
    before = {who: len(mails_to(demo, who)) for who in people}
    editor = come_in("editor", OFFICE)
    editor.goto(base_url + MEASURE)
    title = editor.get_by_role("heading", level=1).inner_text().split("\n")[0]
    open_review(editor, base_url, title)
    with editor.expect_navigation():
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
    sent = {who: mails_to(demo, who)[before[who] :] for who in people}
    ours = {who: [mail for mail in sent[who] if title in mail[1]] for who in people}
    told = {who: [subject for subject, _text in ours[who]] for who in people}
    assert told["hachioji-check"] == ["確認をお願いします", "公開しました"]
    assert told["approver"] == ["確認をお願いします", "確認をお願いします", "公開しました"]
    assert told["editor"] == ["審査から戻りました", "公開しました"]
    assert mark in ours["editor"][0][1], "the reason of the rejection"
    assert [act for act, _words in records(agency, base_url, title)][-len(ACTS) :] == ACTS
    reasons = [words for act, words in records(agency, base_url, title) if act == "差し戻した"]
    assert mark in reasons[-1]


def records(page: Page, base_url: str, title: str) -> list[tuple[str, str]]:
    """What was done with the page of this title and what was said, from the sheet of 協議記録."""
    page.goto(f"{base_url}/admin/review-records/export/")
    page.get_by_label("理由").fill("事業実施報告")
    with page.expect_download() as sheet:
        page.get_by_role("button", name="書き出す").click()
    book = openpyxl.load_workbook(io.BytesIO(sheet.value.path().read_bytes()))
    rows = book.active.iter_rows(values_only=True)
    return [(row[2], row[8] or "") for row in rows if row[4] == title]
