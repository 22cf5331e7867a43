"""Which column means what, declared as data in formats/*.json."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from cms.japanese.normalise import fold
from cms.spreadsheets.reading import HEADER_WITHIN, Row, UnreadableFileError

_FORMATS = Path(__file__).parent / "formats"


@dataclass(frozen=True)
class Format:
    """``columns``: our field → header of the file; ``values``: field → written word → our value."""

    key: str
    title: str
    marks: list[str]
    required: list[str]
    source_title: str
    source_url: str
    source_licence: str
    columns: dict[str, str]
    values: dict[str, dict[str, Any]]

    @property
    def headers(self) -> list[str]:
        return list(self.columns.values())


@dataclass(frozen=True)
class Layout:
    """A format found in a file: the column of each field, the index of the first row of data."""

    format: Format
    places: dict[str, int]
    first_row: int

    def cells(self, row: Row) -> dict[str, str]:
        """Field → text as written, without the empty ones."""
        cells, width = row.cells, len(row.cells)
        return {
            field: text
            for field, place in self.places.items()
            if place < width and (text := cells[place].strip())
        }


@cache
def formats() -> tuple[Format, ...]:
    return tuple(
        Format(**json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(_FORMATS.glob("*.json"))
    )


def find_layout(rows: Sequence[Row]) -> Layout:
    """Recognise the format by its header, which may stand below titles."""
    best: tuple[int, Format, int, list[str]] | None = None
    for position, row in enumerate(rows[:HEADER_WITHIN]):
        cells = [_key(cell) for cell in row.cells]
        for each in formats():
            hits = sum(_key(header) in cells for header in each.headers)
            if best is None or hits > best[0]:
                best = (hits, each, position, cells)
    if best is None or best[0] < len(("an id", "a name")):
        raise UnreadableFileError(_unknown_header_message())
    _hits, found, position, cells = best
    _refuse_missing(found, cells, rows[position].number)
    _refuse_twice(found, cells, rows[position].number)
    places = {
        field: cells.index(_key(header))
        for field, header in found.columns.items()
        if _key(header) in cells
    }
    return Layout(found, places, position + 1)


def _refuse_missing(found: Format, cells: list[str], number: int) -> None:
    missing = [header for header in found.required if _key(header) not in cells]
    if missing:
        raise UnreadableFileError(
            f"{number}行目の見出しに、必要な列がありません：{_listed(missing)}。"
        )


def _refuse_twice(found: Format, cells: list[str], number: int) -> None:
    twice = [header for header in found.headers if cells.count(_key(header)) > 1]
    if twice:
        raise UnreadableFileError(
            f"{number}行目の見出しに、同じ列が2つあります：{_listed(twice)}。"
        )


def _unknown_header_message() -> str:
    kinds = (f"{each.title}（{_listed(each.required)}）" for each in formats())
    needed = "、または".join(kinds)
    return f"見出しの行がわかりません。次のどれかの列がそろった行が必要です：{needed}。"


def _listed(headers: Sequence[str]) -> str:
    return "、".join(f"「{header}」" for header in headers)


def _key(header: str) -> str:
    return fold(header)
