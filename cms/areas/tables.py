"""Read a table (CSV) as it leaves an office: UTF-8 or CP932, any of the known headings."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.utils.translation import gettext as _

from cms.japanese.normalise import clean, fold

ENCODINGS = ("utf-8-sig", "cp932")
MAX_ROWS = 100_000
CELL_LENGTH = 500

# Our name of a column → the headings it may have; the first one is used in messages.
Columns: TypeAlias = Mapping[str, tuple[str, ...]]


class UnreadableFileError(Exception):
    """The whole file cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in one cell. ``row`` counts as a spreadsheet does, the heading is row 1."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return _("Row %(row)s, “%(column)s”: %(message)s") % vars(self)


@dataclass(frozen=True)
class Line:
    """One row: cells by our names of the columns, and the headings the file itself has."""

    row: int
    cells: Mapping[str, str]
    headings: Mapping[str, str]

    def problem(self, column: str, message: str) -> Problem:
        return Problem(self.row, self.headings[column], message)


def read_table(
    content: bytes, columns: Columns, *, required: Sequence[tuple[str, ...]]
) -> list[Line]:
    """Rows below the heading; raises ``UnreadableFileError``.

    ``required``: of each of these groups of columns the file must have one.
    """
    lines = list(_lines(_decode(content), columns, required))
    if not lines:
        raise UnreadableFileError(_("The file has no rows below the heading."))
    return lines


def _decode(content: bytes) -> str:
    if not content.strip():
        raise UnreadableFileError(_("The file is empty."))
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableFileError(
        _("This is no CSV text. Save the table as CSV (UTF-8 or Shift_JIS) and try again.")
    )


def _lines(text: str, columns: Columns, required: Sequence[tuple[str, ...]]) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        headings = [clean(cell, 40) for cell in next(reader)]
        places = _places([fold(heading) for heading in headings], columns)
        _require(places, columns, required)
        shown = {name: known[0] for name, known in columns.items()}
        shown |= {name: headings[at] for name, at in places.items()}
        for row, cells in enumerate(reader, start=2):
            if row > MAX_ROWS + 1:
                raise UnreadableFileError(
                    _("The file has more than %(count)s rows. Split it.")
                    % {"count": f"{MAX_ROWS:,}"}
                )
            if any(cell.strip() for cell in cells):
                yield Line(row, _values(cells, places), shown)
    except csv.Error as error:
        raise UnreadableFileError(
            _("Row %(row)s cannot be read as CSV. Check the quotation marks.")
            % {"row": reader.line_num}
        ) from error


def _places(headings: list[str], columns: Columns) -> dict[str, int]:
    """Position of each known column; which of its headings is used does not matter."""
    return {
        name: headings.index(fold(heading))
        for name, known in columns.items()
        for heading in reversed(known)
        if fold(heading) in headings
    }


def _require(
    places: Mapping[str, int], columns: Columns, required: Sequence[tuple[str, ...]]
) -> None:
    for group in required:
        if not any(name in places for name in group):
            known = columns[group[0]][:2] if len(group) == 1 else [columns[n][0] for n in group]
            names = _("” or “").join(known)
            message = _("The heading row lacks the column “%(names)s”.") % {"names": names}
            raise UnreadableFileError(message)


def _values(cells: list[str], places: Mapping[str, int]) -> dict[str, str]:
    return {name: clean(cells[at], CELL_LENGTH) for name, at in places.items() if at < len(cells)}
