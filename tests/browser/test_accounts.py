"""The first day of a new account, on the office computer and on a telephone, without scripts."""

import base64
import csv
import secrets
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import totp
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.demonstration import Demo

OFFICE = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
OWN = "midori no kaeru 7 hiki"


def issued(demo: Demo, folder: Path, *, owner: bool) -> tuple[str, str]:
    """An account of a municipality that no other test uses: (ID, initial password)."""
    mark = secrets.token_hex(4)
    people, sheets = folder / "people.csv", folder / "sheets.xlsx"
    with people.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["自治体コード", "氏名", "メール", "ID", "役割", "所有者"])
        code = "132012" if owner else "132098"
        mail = f"{mark}@town.example"
        writer.writerow([code, "見本 花子", mail, mark, "職員", "○" if owner else ""])
    demo.manage("issue_accounts", str(people), "--sheets", str(sheets))
    row = list(load_workbook(sheets).active.iter_rows(values_only=True))[1]
    return row[3], row[4]


def sign_in(page: Page, base_url: str, username: str, password: str) -> None:
    page.goto(f"{base_url}/sign-in/")
    page.get_by_label("ID").fill(username)
    page.get_by_label("パスワード", exact=True).fill(password)
    page.get_by_role("button", name="サインイン").click()


def assert_accessible(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:160]) for each in found] == []
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, "nothing sticks out sideways"


def to_account(page: Page) -> None:
    """From the pages for staff, where people without the admin arrive."""
    page.get_by_role("link", name="自分のアカウント").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("あなたのアカウント")


@pytest.mark.parametrize(("viewport", "owner"), [(OFFICE, True), (PHONE, False)])
def test_the_first_sign_in(new_context, demo, base_url, tmp_path, viewport, owner):
    username, initial = issued(demo, tmp_path, owner=owner)
    page = new_context(viewport=viewport).new_page()
    sign_in(page, base_url, username, initial)
    expect(page.get_by_role("heading", level=1)).to_have_text("自分のパスワードを決めてください")
    assert_accessible(page)
    page.get_by_label("新しいパスワード", exact=True).fill("password2026!")
    page.get_by_label("新しいパスワード（もう一度）").fill("password2026!")
    page.get_by_role("button", name="このパスワードにする").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("新しいパスワード", exact=True).fill(OWN)
    page.get_by_label("新しいパスワード（もう一度）").fill(OWN)
    page.get_by_role("button", name="このパスワードにする").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("職員向けページ")
    assert_accessible(page)
    to_account(page)
    assert_accessible(page)
    page.get_by_role("main").get_by_role("button", name="サインアウト", exact=True).click()
    sign_in(page, base_url, username, initial)
    expect(page.get_by_role("alert")).to_contain_text("IDかパスワードが違います")
    sign_in(page, base_url, username, OWN)
    expect(page.get_by_role("heading", level=1)).to_have_text("職員向けページ")


@pytest.mark.parametrize("viewport", [OFFICE, PHONE])
def test_the_second_factor_without_scripts(new_context, demo, base_url, viewport):
    """The key is typed by hand, as somebody does whose telephone has no camera."""
    page = new_context(viewport=viewport).new_page()
    sign_in(page, base_url, "editor", demo.password("editor"))
    page.goto(f"{base_url}/sign-in/second-factor/set-up/")
    expect(page.get_by_role("img", name="QRコード")).to_be_visible()
    assert_accessible(page)
    key = page.locator("code.key").inner_text()
    seed = base64.b32decode(key + "=" * (-len(key) % 8))
    page.get_by_label("確認コード").fill(f"{totp(seed):06}")
    page.get_by_role("button", name="使い始める").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("予備コード")
    assert_accessible(page)
    code = page.locator(".codes code").first.inner_text()
    page.goto(f"{base_url}/sign-in/second-factor/remove/")
    page.get_by_label("確認コード").fill(code)
    page.get_by_role("button", name="2段階認証をやめる").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("あなたのアカウント")


def test_the_owner_adds_and_ends_people(new_context, demo, base_url, tmp_path):
    username, initial = issued_owner(demo, tmp_path)
    page = new_context(viewport=PHONE, java_script_enabled=False).new_page()
    sign_in(page, base_url, username, initial)
    for label in ("新しいパスワード", "新しいパスワード（もう一度）"):
        page.get_by_label(label, exact=True).fill(OWN)
    page.get_by_role("button", name="このパスワードにする").click()
    to_account(page)
    page.get_by_role("link", name="自治体の人").click()
    page.get_by_role("link", name="人を足す").click()
    page.get_by_label("名前").fill("見本 太郎")
    page.get_by_label("メールアドレス").fill(f"{secrets.token_hex(4)}@town.example")
    page.get_by_role("button", name="足してリンクを送る").click()
    expect(page.get_by_role("main")).to_contain_text("見本 太郎")
    page.get_by_role("link", name="見本 太郎さんのアカウントを終わらせる").click()
    page.get_by_role("button", name="アカウントを終わらせる").click()
    expect(page.get_by_role("table")).not_to_contain_text("見本 太郎")


def issued_owner(demo: Demo, folder: Path) -> tuple[str, str]:
    """町田市 gets its owner here; 八王子市 has one from another test."""
    people, sheets = folder / "owner.csv", folder / "owner.xlsx"
    people.write_text(
        "自治体コード,氏名,メール,ID,役割,所有者\n"
        "132098,見本 所有,owner-machida@town.example,machida-owner,職員,○\n"
    )
    demo.manage("issue_accounts", str(people), "--sheets", str(sheets))
    row = list(load_workbook(sheets).active.iter_rows(values_only=True))[1]
    return row[3], row[4]


def test_two_administrators_issue_the_same_file_at_once(demo, tmp_path):
    """Two processes, one database: one issues all accounts, the other is told, writes none."""
    mark = secrets.token_hex(4)
    people = tmp_path / "people.csv"
    rows = [f"132098,見本 {n},{mark}{n}@town.example,{mark}{n},職員," for n in range(20)]
    people.write_text("\n".join(["自治体コード,氏名,メール,ID,役割,所有者", *rows]))
    sheets = [tmp_path / "first.xlsx", tmp_path / "second.xlsx"]
    both = [demo.begin("issue_accounts", str(people), "--sheets", str(each)) for each in sheets]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert sorted(process.returncode for process in both) == [0, 1], said
    refused = said[0] if both[0].returncode else said[1]
    assert "何も発行していません" in refused or "発行できる行がありません" in refused
    written = [each for each in sheets if each.exists()]
    assert len(written) == 1
    assert load_workbook(written[0]).active.max_row == len(rows) + 1
