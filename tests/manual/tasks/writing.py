"""Signing in, the first screen, a measure, its amounts, the desks of towns, accounts."""

from playwright.sync_api import expect

from tests.manual.desk import Desk, Seat, Task


def sign_in(desk: Desk) -> None:
    seat = desk.stranger()
    seat.go("/sign-in/")
    seat.picture("sign-in", height=560, at=seat.page.locator("main h1"))
    seat.fill("ID", "editor")
    seat.fill("パスワード", desk.demo.password("editor"))
    seat.submit("サインイン")
    seat.go("/sign-in/account/")
    seat.press("2段階認証を設定する", "link")
    seat.find("使い始める").wait_for()
    seat.picture("second-factor", height=640, at=seat.page.locator("main h1"))


def first_screen(desk: Desk) -> None:
    seat = desk.seat("approver")
    seat.go("/admin/")
    seat.sees("わたしの番")
    seat.picture("first-screen", height=800)


def open_measure(seat: Seat, title: str) -> None:
    """As the manual says it: along the menu to the list, then by its name."""
    seat.go("/admin/")
    seat.menu("支援施策", "施策のページ")
    search = seat.page.locator("#id_q").first
    search.fill(title)
    with seat.page.expect_response(lambda answer: "q=" in answer.url):
        search.press("Enter")
    seat.page.locator("main, #main").get_by_role("link", name=title).first.click()
    expect(seat.page.get_by_role("tab", name="コンテンツ")).to_be_visible()


def measures(desk: Desk) -> None:
    seat = desk.seat("editor")
    open_measure(seat, "家でできる仕事の支援")
    seat.fill("短い説明", "家でできる仕事の練習と、仕事の紹介を受けられます。")
    seat.picture("measure-editor", height=760, at=seat.find("コンテンツ", "tab"))
    seat.submit("下書きを保存")
    seat.sees("の更新が完了しました")
    seat.more()
    seat.picture("measure-save", height=420, marks=[seat.page.locator("footer")])
    seat.page.keyboard.press("Escape")


def amounts(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/")
    seat.menu("支援施策", "日付つきの金額")
    title = "保育料 ひとり親世帯等・3号認定・第1子の国の上限（月額）"
    search = seat.page.get_by_role("searchbox").or_(seat.page.locator("#id_q")).first
    search.fill("保育料")
    seat.page.get_by_role("link", name=title).first.click()
    seat.press("値を追加")
    new = seat.page.locator("[id^=inline_child_values]").locator("visible=true").last
    seat.fill("値", "9,000", within=new)
    seat.date("いつから", "2027-04-01", within=new)
    seat.picture("amount", height=640, at=new)


def offices(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/")
    seat.menu("まちの窓口", "窓口")
    seat.page.locator("#id_q").first.fill("八王子")
    seat.page.get_by_role("link", name="八王子市 子育て支援の窓口（見本）").first.click()
    seat.find("窓口", "tab").wait_for()
    seat.picture("office", height=700)
    seat.tab("確認と資料")
    seat.picture("office-checked", height=560)
    seat.submit("下書きを保存")


def accounts(desk: Desk) -> None:
    seat = desk.seat("admin")
    seat.go("/admin/")
    seat.menu("設定", "アカウントをまとめて発行")
    seat.find("内容を確かめる").wait_for()
    seat.picture("accounts", height=520)


TASKS: dict[str, Task] = {
    "sign-in": sign_in,
    "accounts": accounts,
    "first-screen": first_screen,
    "measures": measures,
    "amounts": amounts,
    "offices": offices,
}
