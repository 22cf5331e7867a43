"""Translations, PO files, the glossary, plain Japanese and furigana."""

import polib

from tests.manual.desk import Desk, Seat, Task
from tests.manual.tasks.writing import open_measure

BY_HAND, BY_FILE = "女性のための相談と一時保護", "生活に困ったときの相談窓口"
MISSING, BEGUN = "訳なし", "作業中"


def send_to_english(seat: Seat, title: str) -> None:
    """On the board, from the mark 「訳なし」 to the screen of the translator."""
    seat.go("/admin/")
    seat.menu("翻訳の状況")
    seat.fill("題名", title)
    seat.submit("しぼりこむ")
    english = seat.page.locator(f"a[aria-label='{title}：{MISSING}'][href$='=en']")
    with seat.page.expect_navigation():
        english.click()
    seat.submit("出す")
    seat.sees("翻訳に出しました")


def translations(desk: Desk) -> None:
    seat = desk.seat("editor")
    seat.go("/admin/")
    seat.menu("翻訳の状況")
    seat.picture("board", height=760, at=seat.page.locator("#pages"))
    send_to_english(seat, BY_HAND)
    seat.find("訳す").wait_for()
    seat.picture("translating", height=640)
    seat.press("訳す")
    seat.page.locator("main textarea").first.fill("Talk on the phone, day and night")
    seat.press("保存")
    seat.find("直す").wait_for()


def filled_in(text: str) -> bytes:
    """The PO file with some words for every string, as a translator sends it back."""
    file = polib.pofile(text)
    for number, entry in enumerate(file):
        entry.msgstr = entry.msgstr or f"Help with money and work ({number})"
    return str(file).encode()


def translation_files(desk: Desk) -> None:
    seat = desk.seat("editor")
    send_to_english(seat, BY_FILE)
    with seat.page.expect_download() as found:
        seat.press("POファイルを書き出す", "link")
    file = filled_in(found.value.path().read_text("utf-8"))
    with seat.page.expect_navigation():
        seat.page.locator("input[type=file]").first.set_input_files(
            {"name": "translation.po", "mimeType": "text/x-gettext-translation", "buffer": file}
        )
    with seat.page.expect_navigation():
        seat.press("訳を審査に出す", "link")
    seat.find("審査に出す（事実確認と協議）").wait_for()
    seat.picture("hand-in-translation", height=420)
    seat.submit("審査に出す（事実確認と協議）")
    seat.sees("訳を審査に出しました")
    seat.go("/admin/")
    seat.menu("用語集")
    seat.press("用語 を追加", "link")
    seat.fill("用語", "見本手当")
    seat.picture("glossary", height=700)


def plain_japanese(desk: Desk) -> None:
    seat = desk.seat("editor")
    open_measure(seat, "家族が亡くなったときの年金")
    seat.press("操作")
    seat.press("日本語のやさしさ", "link")
    seat.sees("どう直すか")
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
    "translation-files": translation_files,
    "plain-japanese": plain_japanese,
    "furigana": furigana,
}
