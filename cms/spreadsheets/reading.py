"""From a file to rows of text: CSV (UTF-8 with or without BOM, CP932) or a spreadsheet."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, load_workbook

from cms.spreadsheets.unpacking import TooLargeError, refuse_what_would_burst

MAX_BYTES = 200 * 1024 * 1024
HEADER_WITHIN = 15  # municipal sheets begin with titles and notes
# Python reads these bytes as CP932 too, but no Japanese text holds them: another encoding.
_NOT_JAPANESE = re.compile("[\x80-\xa0\uf8f0-\uf8f3]")
TEXT_ENDINGS = frozenset({".csv", ".txt"})
_BROKEN = (
    *(CalamineError, zipfile.BadZipFile, NotImplementedError),
    *(OSError, IndexError, ValueError, RuntimeError),
)
SHEET_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})


class UnreadableFileError(Exception):
    """The file as a whole cannot be read; the message tells its owner what to do."""


@dataclass(frozen=True)
class Row:
    """``number`` as a spreadsheet program shows it (the first line is 1)."""

    number: int
    cells: Sequence[str]


def read_rows(path: Path) -> list[Row]:
    """Every row that is not empty. Raises UnreadableFileError with a message in Japanese."""
    if not path.is_file():
        raise UnreadableFileError(f"ファイルが見つかりません：{path.name}")
    size = path.stat().st_size
    if size == 0:
        raise UnreadableFileError("ファイルが空です。見出しの行と、内容の行を入れてください。")
    if size > MAX_BYTES:
        raise UnreadableFileError("ファイルが大きすぎます（200MBまで）。いくつかに分けてください。")
    ending = path.suffix.lower()
    if ending in TEXT_ENDINGS:
        rows = _csv_rows(path.read_bytes())
    elif ending in SHEET_ENDINGS:
        rows = _sheet_rows(path)
    else:
        raise UnreadableFileError(
            f"この種類のファイル（{ending or '拡張子なし'}）は読めません。"
            "CSV（.csv）か表計算ファイル（.xlsx、.ods）にしてください。"
        )
    found = [row for row in rows if any(cell.strip() for cell in row.cells)]
    if not found:
        raise UnreadableFileError("中身が空です。見出しの行と、内容の行を入れてください。")
    return found


def _csv_rows(content: bytes) -> Iterator[Row]:
    text = io.StringIO(_decoded(content), newline="")
    reader = csv.reader(text, strict=False)
    line = 1
    try:
        for cells in reader:
            yield Row(line, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFileError(
            f'{line}行目がCSVとして読めません。「"」の閉じ忘れがないか見てください。'
        ) from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"%PDF")):
        raise UnreadableFileError(
            "中身がCSVではありません。表計算ソフトで「CSV」として保存しなおしてください。"
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp932")
        broken = _NOT_JAPANESE.search(text)
        before = text[: broken.start()].count("\n") if broken else None
    except UnicodeDecodeError as error:
        before = content[: error.start].count(b"\n")
    if before is None:
        return text
    raise UnreadableFileError(
        f"{before + 1}行目に読めない文字があります。"
        "UTF-8かShift_JIS（CP932）で保存しなおしてください。"
    )


def _sheet_rows(path: Path) -> Iterator[Row]:
    try:
        refuse_what_would_burst(path)
        workbook = load_workbook(str(path))
        sheet = workbook.get_sheet_by_index(0)
        values = sheet.to_python(skip_empty_area=False)
    except TooLargeError as error:
        raise UnreadableFileError(str(error)) from error
    except _BROKEN as error:
        raise UnreadableFileError(
            "表計算ファイルとして読めません。開いて確かめ、.xlsxで保存しなおしてください。"
        ) from error
    for number, cells in enumerate(values, start=1):
        yield Row(number, [_cell_text(value) for value in cells])


def _cell_text(value: Any) -> str:
    """Codes arrive as floats, dates as dates."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
