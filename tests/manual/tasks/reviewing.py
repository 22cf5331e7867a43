"""From the draft to the public page: handing in, confirming, deciding, records, dates."""

from tests.manual.desk import Desk, Seat, Task
from tests.manual.tasks.writing import open_measure

APPROVED = "承認しました"


def hand_in(seat: Seat, title: str, words: str) -> None:
    """A small change of a measure by the editor, handed in."""
    open_measure(seat, title)
    seat.fill("短い説明", words)
    seat.more()
    seat.submit("審査に出す（事実確認と協議）")


def handing_in(desk: Desk) -> None:
    seat = desk.seat("editor")
    open_measure(seat, "仕事と暮らしの計画づくり")
    seat.fill("短い説明", "相談員といっしょに、仕事と暮らしの計画をつくります。")
    seat.more()
    button = seat.find("審査に出す（事実確認と協議）")
    seat.picture("hand-in", height=420, marks=[button])
    seat.submit("審査に出す（事実確認と協議）")
    seat.go("/admin/")
    seat.menu("確認と協議")
    seat.sees("出したもの")
    seat.picture("handed-in", height=520, at=seat.page.locator("#asked"))


def open_review(seat: Seat, title: str) -> None:
    seat.go("/reviews/")
    seat.press(title, "link")
    seat.sees("これまでのこと")


def tick_all(seat: Seat) -> None:
    for box in seat.page.locator("input[name=ticked]").all():
        box.check()


def confirm(desk: Desk) -> None:
    seat = desk.seat("hachioji-check")
    seat.go("/reviews/")
    seat.picture("confirm-list", height=480, at=seat.page.locator("main h1"))
    seat.press("東京都のひとり親などの手当", "link")
    seat.sees("これまでのこと")
    seat.picture("confirm", height=760, at=seat.page.locator("main h1"))
    tick_all(seat)
    seat.submit("承認する")
    seat.sees(APPROVED)


def consult(desk: Desk) -> None:
    title = "資格や講座の受講料の補助"
    hand_in(desk.seat("editor"), title, "資格の講座の受講料が、一部もどります。")
    seat = desk.seat("approver")
    open_review(seat, title)
    seat.find("新しい内容を見る（新しい画面）", "link").wait_for()
    seat.picture("consult", height=1200, at=seat.page.locator("#changes"))
    seat.fill("意見・理由", "「一部」がどのくらいか、めやすの欄を見てと書き足してください。")
    seat.submit("意見だけ書く")
    open_review(seat, title)
    seat.sees("めやすの欄を見て")
    seat.fill("意見・理由", "申し込みの前に相談することを、短い説明に入れてください。")
    seat.submit("差し戻す")
    seat.sees("差し戻しました")


def hand_on(desk: Desk) -> None:
    title = "障害のあるお子さんを育てる手当"
    hand_in(desk.seat("editor"), title, "障害のあるお子さんを育てる方の手当です。")
    seat = desk.seat("approver")
    open_review(seat, title)
    seat.page.get_by_text("ほかの人にたのむ").first.click()
    box = seat.field("たのむ人")
    box.select_option(index=1)
    seat.picture("hand-on", height=520, at=seat.page.locator("main details").first)
    seat.submit("この人にたのむ")


def records(desk: Desk) -> None:
    seat = desk.seat("approver")
    seat.go("/admin/")
    seat.menu("レポート", "協議記録")
    seat.picture("records", height=520)
    seat.go("/admin/review-records/export/")
    seat.fill("理由", "事業実施報告（見本）")
    with seat.page.expect_download():
        seat.press("書き出す")


def schedule(desk: Desk) -> None:
    seat = desk.seat("editor")
    open_measure(seat, "離婚の前後の話し合いの支援")
    seat.panel("status")
    seat.press("予定を決める")
    seat.find("予約を保存する").wait_for()
    seat.date("公開予定日時", "2027-04-01 00:00")
    seat.date("有効期限", "2028-03-31 23:59")
    seat.picture("schedule", height=640)
    seat.submit("予約を保存する")
    seat.sees("離婚の前後の話し合いの支援")
    seat.panel("status")  # what stays open covers the next screens


def upkeep(desk: Desk) -> None:
    seat = desk.seat("editor")
    open_measure(seat, "県営・市営住宅に入りやすくなる制度")
    seat.press("操作")
    seat.press("手入れ（担当・見直す日・自治体）", "link")
    seat.field("担当者").select_option(label="editor")
    seat.date("次に見直す日", "2027-06-01")
    seat.picture("upkeep", height=700)
    seat.submit("保存する")
    seat.go("/admin/")
    seat.menu("レポート", "見直す日の一覧")
    seat.sees("県営・市営住宅に入りやすくなる制度")


def emergency(desk: Desk) -> None:
    seat = desk.seat("admin")
    open_measure(seat, "女性のための相談と一時保護")
    seat.fill("短い説明", "女性の困りごとの相談と、安全な場所で休むための支援です。")
    seat.more()
    seat.submit("審査なしで公開（緊急）")
    seat.fill("理由", "相談の電話番号がまちがっていて、急ぐ人がかけられないため（見本）")
    seat.picture("emergency", height=520)
    seat.submit("審査なしで公開する")
    seat.sees("審査なしで公開しました")


TASKS: dict[str, Task] = {
    "hand-in": handing_in,
    "confirm": confirm,
    "consult": consult,
    "hand-on": hand_on,
    "records": records,
    "schedule": schedule,
    "upkeep": upkeep,
    "emergency": emergency,
}
