"""Rows of a published list of certified companies: whose number, which year, what is wrong."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError

from cms.japanese.days import ERA_STARTS
from cms.japanese.normalise import digits
from cms.spreadsheets.reading import HEADER_WITHIN, Row, UnreadableFileError, read_rows
from companies.models.rows import FIRST_YEAR
from directory.corporate_number import validate_corporate_number

NUMBER_HEADERS = ("法人番号", "corporatenumber", "houjinbangou")
YEAR_HEADERS = (
    *("認定年月日", "認定日", "認定年度", "認定年", "取得年"),
    *("表彰年度", "表彰年", "交付年月日"),
)
_ERA = re.compile(r"(令和|平成|R|H)\s*\.?\s*(元|[0-9]{1,2})")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")


@dataclass(frozen=True)
class Listed:
    """A company of the list; ``row`` as a spreadsheet program counts."""

    row: int
    number: str
    year: int


@dataclass(frozen=True)
class Problem:
    row: int
    column: str
    reason: str


@dataclass(frozen=True)
class Reading:
    listed: list[Listed]
    problems: list[Problem]


def read_list(path: Path, *, year: int | None, last_year: int) -> Reading:
    """Every row with a 法人番号 or a reason why not.

    ``year`` counts where the list has no column for it. Raises UnreadableFileError when the file
    cannot be read, has no column 法人番号, or tells no year.
    """
    rows = read_rows(path)
    header, number_column = _header(rows)
    year_column = _column(rows[header].cells, YEAR_HEADERS)
    if year_column is None and year is None:
        raise UnreadableFileError(
            "認定した年の列（認定年、認定年月日など）がありません。--year で年を指定してください。"
        )
    listed, problems = [], []
    for row in rows[header + 1 :]:
        try:
            listed.append(_listed(row, number_column, year_column, year, last_year))
        except _RefusedCellError as refused:
            name = _name(rows[header].cells, refused.column)
            problems.append(Problem(row.number, name, refused.reason))
    return Reading(listed, problems)


class _RefusedCellError(Exception):
    def __init__(self, column: int, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


def _plain(text: str) -> str:
    """A heading without width, blanks, brackets and what stands in them."""
    folded = unicodedata.normalize("NFKC", text)
    return re.sub(r"\(.*?\)|[\s_*※・:-]", "", folded).lower()


def _column(cells: Sequence[str], wanted: Sequence[str]) -> int | None:
    """The first heading of ``wanted`` that a column has: whole, else as its beginning."""
    plain = [_plain(cell) for cell in cells]
    for heading in wanted:
        if heading in plain:
            return plain.index(heading)
    for heading in wanted:
        found = [place for place, text in enumerate(plain) if text.startswith(heading)]
        if found:
            return found[0]
    return None


def _header(rows: Sequence[Row]) -> tuple[int, int]:
    """(index of the row with the headings, column of the number)."""
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        column = _column(row.cells, NUMBER_HEADERS)
        if column is not None:
            return place, column
    raise UnreadableFileError(
        f"はじめの{HEADER_WITHIN}行に「法人番号」の見出しがありません。見出しの行を入れてください。"
    )


def _name(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else f"{column + 1}列目"


def _cell(row: Row, column: int) -> str:
    return row.cells[column].strip() if column < len(row.cells) else ""


def _listed(
    row: Row, number_column: int, year_column: int | None, year: int | None, last_year: int
) -> Listed:
    written = _cell(row, number_column)
    number = digits(written).replace("-", "").replace(" ", "").replace("\u3000", "")
    if not number:
        raise _RefusedCellError(number_column, "法人番号が空です。")
    if "E+" in number.upper():
        reason = "法人番号が「1.23E+12」の形です。列を文字列にして保存し直してください。"
        raise _RefusedCellError(number_column, reason)
    try:
        validate_corporate_number(number)
    except ValidationError as error:
        reason = f"「{written[:20]}」：13けたの数字ではないか、先頭の数字が合いません。"
        raise _RefusedCellError(number_column, reason) from error
    told = year if year_column is None else _year(_cell(row, year_column)) or year
    if told is None or not FIRST_YEAR <= told <= last_year:
        written = "" if year_column is None else _cell(row, year_column)[:20]
        reason = f"「{written or told}」：{FIRST_YEAR}年から{last_year}年までの年が読めません。"
        raise _RefusedCellError(number_column if year_column is None else year_column, reason)
    return Listed(row.number, number, told)


def _year(text: str) -> int | None:
    """2024-03-29, 2024年度, 令和6年3月, R6.3.29 → 2024. A serial number of a day is no year."""
    plain = unicodedata.normalize("NFKC", text)
    if era := _ERA.search(plain):
        name, number = era.groups()
        return ERA_STARTS[name] + (1 if number == "元" else int(number))
    found = _YEAR.search(plain)
    return int(found.group()) if found else None
