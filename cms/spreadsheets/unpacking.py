"""Whether a spreadsheet may be unpacked: a few kilobytes can claim gigabytes of cells.

xlsx and ods are zip files of XML. A sheet is kept as a full rectangle while it is read, so that
the last filled cell decides about the memory, not the number of cells.
"""

import re
import zipfile
from pathlib import Path
from typing import IO
from xml.parsers import expat

MAX_UNPACKED = 200 * 1024 * 1024
MAX_RATIO = 200  # honest sheets of repeated words reach about 50
RATIO_MATTERS_FROM = 20 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS = 200_000, 500
MAX_CELLS = 4_000_000  # of the rectangle
_REFERENCE = re.compile(r"([A-Za-z]{1,4})?([0-9]{1,9})?")
_BEFORE_XML = b"\xef\xbb\xbf\xff\xfe\x00 \r\n"
_ROWS = frozenset({"row", "table-row"})
_CELLS = frozenset({"c", "table-cell", "covered-table-cell"})
_VALUES = frozenset({"v", "is", "f", "p"})


class TooLargeError(Exception):
    """The message tells the owner of the file what to do."""


def refuse_what_would_burst(path: Path) -> None:
    """Raises TooLargeError, or zipfile.BadZipFile when the zip is broken. Other files pass."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        _refuse_size(archive.infolist())
        for info in archive.infolist():
            with archive.open(info) as part:
                is_xml = part.read(8).lstrip(_BEFORE_XML).startswith(b"<")
                part.seek(0)
                if is_xml:
                    _Extent().read(part)


def _refuse_size(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    is_bomb = unpacked > RATIO_MATTERS_FROM and unpacked / packed > MAX_RATIO
    if unpacked > MAX_UNPACKED or is_bomb:
        raise TooLargeError(
            f"ファイルの中身が大きすぎます（ひらいて{MAX_UNPACKED // 1024 // 1024}MBまで）。"
            "CSVで保存しなおすか、いくつかに分けてください。"
        )


class _Extent:
    """Follows rows and cells of one sheet; only cells with a value count, as they do later."""

    def __init__(self) -> None:
        self.row = self.next_row = self.column = self.next_column = 0
        self.last_row = self.last_column = 0

    def read(self, part: IO[bytes]) -> None:
        """What is no XML to the end is left to the reader of spreadsheets to refuse."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        try:
            parser.ParseFile(part)
        except expat.ExpatError:
            return

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name in _ROWS:
            self._begin_row(attributes)
        elif name in _CELLS:
            self._begin_cell(attributes)
        elif name in _VALUES and self.column:
            self._count_value()

    def _begin_row(self, attributes: dict[str, str]) -> None:
        _letters, written = _reference(attributes.get("r", ""))
        self.row = written or self.next_row + _times(attributes, "rows")
        self.next_row, self.column, self.next_column = self.row, 0, 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        column, row = _reference(attributes.get("r", ""))
        self.row = row or self.row
        self.column = column or self.next_column + _times(attributes, "columns")
        self.next_column = self.column
        if any(name.endswith(":value-type") for name in attributes):
            self._count_value()

    def _count_value(self) -> None:
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        is_long = self.last_row > MAX_ROWS or self.last_column > MAX_COLUMNS
        if is_long or self.last_row * self.last_column > MAX_CELLS:
            raise TooLargeError(
                f"表が大きすぎます（{MAX_ROWS:,}行、{MAX_COLUMNS}列まで。"
                f"行×列は{MAX_CELLS:,}まで）。"
                "はなれた所にあるセルを消すか、CSVで保存しなおしてください。"
            )


def _times(attributes: dict[str, str], what: str) -> int:
    """ods writes equal neighbours once."""
    written = attributes.get(f"table:number-{what}-repeated", "1")
    return int(written) if written.isdecimal() and len(written) < len("1000000000") else 1


def _reference(written: str) -> tuple[int, int]:
    """XFD1048576 → (16384, 1048576); 0 for what is not there."""
    match = _REFERENCE.fullmatch(written)
    letters, digits = match.groups() if match else (None, None)
    column = 0
    for letter in (letters or "").upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(digits or 0)
