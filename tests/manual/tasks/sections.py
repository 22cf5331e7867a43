"""The sections: the finder, companies, events, kits, questionnaires, pages for staff."""

from tests.manual.desk import Desk, Task
from tests.manual.tasks.writing import open_measure


def finder_questions(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/")
    seat.menu("支援施策", "質問")
    seat.page.get_by_role("link", name="いま、次のことで困っていますか").first.click()
    seat.fill("なぜ聞くか", "急ぐ方に、今かけられる電話を先に出すためです。")
    seat.picture("question", height=700)
    seat.submit("下書きを保存")


def finder_rules(desk: Desk) -> None:
    seat = desk.seat("editor")
    open_measure(seat, "暮らしの相談・講習・仲間づくり")
    heading = seat.page.locator("h2", has_text="見せる方のルール").first
    heading.wait_for(state="attached")


def companies(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/")
    seat.menu("会社からの情報")
    seat.press("見本の花屋ミモザ", "link")
    decide = seat.find("決める", "heading")
    decide.wait_for()
    seat.find("この内容で決める").wait_for()
    seat.picture("company", height=700)


def events(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/pages/87/")
    seat.page.get_by_role("link", name="【見本】家計を見直す小さな教室").first.click()
    seat.tab("申し込みと中止")
    seat.picture("event", height=760)
    seat.submit("下書きを保存")
    other = desk.seat("publicity")
    other.go("/admin/")
    other.menu("イベントの申し込み")
    other.picture("registrations", height=360)


def films(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/")
    seat.menu("字幕")
    seat.page.get_by_role("link", name="シンポジウムの動画").first.click()
    seat.find("保存").wait_for()
    seat.picture("captions", height=700)


def kits(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/")
    seat.menu("広報キット", "素材")
    seat.page.get_by_role("link", name="ポスター（見本）").first.click()
    seat.find("下書きを保存").wait_for()
    seat.picture("asset", height=760)


def naming(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/")
    seat.menu("広報キット", "名入れのひな型")
    seat.page.get_by_role("link", name="ポスター（見本）").first.click()
    seat.find("保存").wait_for()
    seat.picture("naming", height=760)


def distribution(desk: Desk) -> None:
    seat = desk.seat("publicity")
    seat.go("/admin/")
    seat.menu("広報の効果", "配布")
    seat.press("ひらく", "link")
    seat.picture("distribution", height=700)


def surveys(desk: Desk) -> None:
    seat = desk.seat("publicity")
    seat.go("/admin/")
    seat.menu("レポート", "アンケートの結果")
    seat.page.get_by_role("link", name="公開直後のアンケート").first.click()
    seat.picture("survey-results", height=760)
    seat.go("/admin/")
    seat.menu("アンケート", "アンケート")
    seat.page.get_by_role("link", name="利用者アンケート").first.click()
    seat.find("質問を追加").wait_for()


def staff_library(desk: Desk) -> None:
    seat = desk.seat("hachioji")
    seat.go("/staff/")
    seat.picture("staff-library", height=700, at=seat.page.locator("main h1"))


TASKS: dict[str, Task] = {
    "finder-questions": finder_questions,
    "finder-rules": finder_rules,
    "companies": companies,
    "events": events,
    "films": films,
    "kits": kits,
    "naming": naming,
    "distribution": distribution,
    "surveys": surveys,
    "staff-library": staff_library,
}
