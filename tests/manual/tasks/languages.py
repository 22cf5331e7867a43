"""Translations, PO files, the glossary, plain Japanese and furigana."""

from tests.manual.desk import Desk, Seat, Task

MEASURE = "24時間つながる電話相談"


def send_to_english(seat: Seat, title: str) -> None:
    """On the board, from the mark 「訳なし」 to the screen of the translator."""
    seat.go("/admin/")
    seat.menu("翻訳の状況")
    seat.fill("題名", title)
    seat.submit("しぼりこむ")


def translations(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/")
    seat.menu("翻訳の状況")
    seat.picture("board", height=760, at=seat.page.locator("#pages"))
    send_to_english(seat, MEASURE)


def plain_japanese(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/plain-japanese/43/")
    seat.picture("plain-japanese", height=520)


def furigana(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/")
    seat.menu("読みやすさ", "読みがな")
    seat.press("読みがな を追加", "link")
    seat.fill("言葉", "見本台")
    seat.fill("読みがな", "みほんだい")
    seat.picture("furigana", height=520)
    seat.submit("保存")


TASKS: dict[str, Task] = {
    "translations": translations,
    "plain-japanese": plain_japanese,
    "furigana": furigana,
}
