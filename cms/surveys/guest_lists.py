"""From a sheet of municipalities to the links that are to be made."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cms.areas.models import Area
from cms.japanese.normalise import clean, fold
from cms.spreadsheets.reading import HEADER_WITHIN, Row, UnreadableFileError, read_rows

MOST = 20_000
COLUMNS = {
    "code": (
        "自治体コード",
        "全国地方公共団体コード",
        "団体コード",
        "市区町村コード",
        "コード",
        "code6",
    ),
    "label": ("だれへ", "名称", "宛先", "団体名", "label"),
    "context": ("何について", "context"),
}
_NAMES = {fold(name): key for key, names in COLUMNS.items() for name in names}


@dataclass(frozen=True)
class Guest:
    """One row: ``label`` says to whom the link goes; ``area`` is None where no code is written."""

    number: int
    label: str
    area: Area | None
    context: str = ""


def read_guests(path: Path) -> tuple[list[Guest], list[str]]:
    """The rows, and what is wrong with others. Raises UnreadableFileError."""
    places, body = _heading(read_rows(path))
    if len(body) > MOST:
        raise UnreadableFileError(f"一度に作れるのは{MOST:,}件までです。分けてください。")
    areas = {area.code6: area for area in Area.objects.with_chain()}
    guests, problems = [], []
    for row in body:
        cells = {key: _cell(row, place) for key, place in places.items()}
        code = cells.get("code", "")
        area = areas.get(code.zfill(6)) if code else None
        label = cells.get("label", "") or (area.full_name if area else "")
        if code and area is None:
            problems.append(f"{row.number}行目：自治体コード「{code}」がありません。")
        elif not label:
            problems.append(f"{row.number}行目：だれへのリンクか書いてください。")
        else:
            guests.append(Guest(row.number, label, area, cells.get("context", "")))
    return guests, problems


def _heading(rows: Sequence[Row]) -> tuple[dict[str, int], Sequence[Row]]:
    for position, row in enumerate(rows[:HEADER_WITHIN]):
        named = {_NAMES.get(fold(clean(cell, 40))): n for n, cell in enumerate(row.cells[:100])}
        places = {key: place for key, place in named.items() if key}
        if "code" in places or "label" in places:
            return places, rows[position + 1 :]
    raise UnreadableFileError(
        "見出しの行に「自治体コード」か「だれへ」の列がありません。1行目に見出しを書いてください。"
    )


def _cell(row: Row, place: int) -> str:
    return clean(row.cells[place], 100) if place < len(row.cells) else ""
