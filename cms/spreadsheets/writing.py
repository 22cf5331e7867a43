"""Cells that a spreadsheet program shows and never computes."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# Japanese spreadsheet programs compute cells that begin with full-width signs, too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDTH = 24  # of a column, in characters
_TITLE = 31  # letters of a sheet's name, and none of these
_UNFIT = re.compile(r"[\\/*?:\[\]]")


def safe(cell: str) -> str:
    """For CSV: a leading sign would make the cell a formula, so it gets an apostrophe in front."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """One sheet."""
    return workbook([(title, header, rows)])


def workbook(
    sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str | int]]]],
) -> bytes:
    """One sheet for each (title, header, rows). Texts stay texts, whatever they begin with."""
    book = Workbook()
    book.remove(book.active)
    for title, header, rows in sheets:
        _fill(book.create_sheet(_UNFIT.sub("", title)[:_TITLE]), header, rows)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Any, header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    for number, cells in enumerate((header, *rows), start=1):
        for column, value in enumerate(cells, start=1):
            text = value if isinstance(value, int) else ILLEGAL_CHARACTERS_RE.sub("", value)
            cell = sheet.cell(number, column, text)
            if isinstance(text, str):
                cell.data_type = "s"
            cell.font = Font(bold=number == 1)
    for column in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    sheet.freeze_panes = "A2"
