"""Cells that a spreadsheet program shows and never computes."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

# Japanese spreadsheet programs compute cells that begin with full-width signs, too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDTH = 24  # of a column, in characters


def safe(cell: str) -> str:
    """For CSV: a leading sign would make the cell a formula, so it gets an apostrophe in front."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet of texts: every cell is a string, whatever it begins with."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for number, cells in enumerate((header, *rows), start=1):
        for column, text in enumerate(cells, start=1):
            cell = sheet.cell(number, column, ILLEGAL_CHARACTERS_RE.sub("", text))
            cell.data_type = "s"
            cell.font = Font(bold=number == 1)
    for column in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    sheet.freeze_panes = "A2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()
