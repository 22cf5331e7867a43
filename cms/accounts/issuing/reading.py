"""From the rows of a sheet to one wish for each row. Nothing is judged here but the headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cms.japanese.normalise import clean, fold
from cms.spreadsheets.reading import HEADER_WITHIN, Row, UnreadableFileError, read_rows

MOST_PEOPLE = 5_000
MOST_CHARACTERS = 200
COLUMNS = {
    "code": ("自治体コード", "全国地方公共団体コード", "団体コード", "市区町村コード", "コード"),
    "name": ("氏名", "名前", "担当者名", "担当者"),
    "email": ("メール", "メールアドレス", "eメール", "mail", "email", "e-mail"),
    "username": ("id", "利用者id", "ユーザーid", "アカウント"),
    "role": ("役割", "権限", "ロール"),
    "is_owner": ("所有者", "管理責任者", "責任者"),
}
REQUIRED = ("code", "name", "email", "role")
TITLES = {key: names[0] for key, names in COLUMNS.items()} | {"username": "ID"}
_NAMES = {fold(name): key for key, names in COLUMNS.items() for name in names}


@dataclass(frozen=True)
class Wish:
    """One row as it was written, cut and cleaned. ``number`` is the row of the spreadsheet."""

    number: int
    code: str
    name: str
    email: str
    username: str
    role: str
    is_owner: str


def read_wishes(path: Path) -> list[Wish]:
    """Raises UnreadableFileError with a message in Japanese that says what to do."""
    rows = read_rows(path)
    places, body = _heading(rows)
    if not body:
        raise UnreadableFileError("人の行がありません。見出しの下に、一人を1行で書いてください。")
    if len(body) > MOST_PEOPLE:
        raise UnreadableFileError(
            f"{len(body):,}行あります。一度に発行できるのは{MOST_PEOPLE:,}人までです。"
            "いくつかのファイルに分けてください。"
        )
    return [_wish(row, places) for row in body]


def _heading(rows: Sequence[Row]) -> tuple[dict[str, int], Sequence[Row]]:
    """Where each column stands, and the rows below the headings."""
    best: dict[str, int] = {}
    for position, row in enumerate(rows[:HEADER_WITHIN]):
        places = _places(row)
        if all(key in places for key in REQUIRED):
            return places, rows[position + 1 :]
        best = max(best, places, key=len)
    missing = "、".join(TITLES[key] for key in REQUIRED if key not in best)
    raise UnreadableFileError(
        f"見出しの行に、次の列がありません：{missing}。"
        "見出しは「自治体コード、氏名、メール、ID、役割、所有者」です（IDと所有者は空欄でもかまいません）。"
    )


def _places(row: Row) -> dict[str, int]:
    places: dict[str, int] = {}
    for position, cell in enumerate(row.cells[:100]):
        key = _NAMES.get(fold(clean(cell, 40)).split("(")[0])
        if key:
            places.setdefault(key, position)
    return places


def _wish(row: Row, places: dict[str, int]) -> Wish:
    cells = {
        key: clean(row.cells[place], MOST_CHARACTERS) if place < len(row.cells) else ""
        for key, place in places.items()
    }
    return Wish(row.number, **{key: cells.get(key, "") for key in COLUMNS})
