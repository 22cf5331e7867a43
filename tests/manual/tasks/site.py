"""Menus, the emergency banner, words of the search, reports."""

from tests.manual.desk import Desk, Task


def menus(desk: Desk) -> None:
    seat = desk.seat("approver")
    seat.go("/admin/")
    seat.menu("ナビゲーション", "メニュー")
    seat.page.get_by_role("link", name="フッター このサイト").first.click()
    seat.find("リンクを追加").wait_for()
    seat.picture("menu", height=700)
    seat.submit("保存")


def banner(desk: Desk) -> None:
    seat = desk.seat("approver")
    seat.go("/admin/")
    seat.menu("ナビゲーション", "緊急のお知らせ")
    seat.press("緊急のお知らせ を追加", "link")
    seat.tick("出す")
    seat.fill("見出し", "見本：大雨のため、電話がつながりにくくなっています")
    seat.fill("説明", "急ぐときは、お近くの窓口へ。")
    seat.date("終わる日時", "2030-01-01 00:00")
    seat.picture("banner-editor", height=760)
    seat.submit("保存")
    seat.go("/")
    seat.sees("大雨のため")
    seat.picture("banner", height=360)
    seat.go("/admin/snippets/navigation/emergencybanner/")
    seat.page.get_by_role("link", name="見本：大雨").first.click()
    seat.field("出す").uncheck()
    seat.submit("保存")


def search_words(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/search/?q=ほげほげ手当")
    seat.go("/admin/")
    seat.menu("さがす", "見つからなかった検索")
    seat.menu("さがす", "同義語")
    seat.press("同義語 を追加", "link")
    seat.fill("さがす人の言葉", "シンママ手当")
    seat.fill("ページの言葉", "児童扶養手当")
    seat.picture("synonym", height=700)
    seat.submit("保存")


def reports(desk: Desk) -> None:
    seat = desk.seat("publicity")
    seat.go("/admin/")
    seat.menu("レポート", "利用の集計")
    seat.picture("counts", height=420)


def sites(desk: Desk) -> None:
    seat = desk.seat("admin")
    seat.go("/admin/")
    seat.menu("設定", "サイトの設定")
    seat.picture("site-settings", height=760)
    seat.submit("保存")


TASKS: dict[str, Task] = {
    "menus": menus,
    "sites": sites,
    "banner": banner,
    "search-words": search_words,
    "reports": reports,
}
