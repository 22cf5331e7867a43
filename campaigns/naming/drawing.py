"""The layer of words over the ground: a one-page PDF with its fonts embedded as subsets."""

from collections.abc import Iterator

import segno
from fpdf import FPDF

from campaigns.naming.fitting import LINE, POINT, Fitted, fit
from campaigns.naming.fonts import PACKED, font_path, letters_of
from campaigns.naming.sheets import Box, Sheet

FAMILY = "NotoSansJP"
ASCENT = 0.88  # of the size: where the base line lies in the square of a Japanese letter
QUIET = 4  # empty modules around a QR code (JIS X 0510)
MARK = 7.0  # mm
HAIRLINE = 0.1  # mm
SHARES = {"left": 0.0, "centre": 0.5, "right": 1.0}


def layer(sheet: Sheet) -> bytes:
    """Raises fitting.TooLongError where words do not fit their box."""
    pdf = FPDF(unit="mm", format=sheet.page)
    pdf.set_auto_page_break(False)
    pdf.set_title(sheet.title)
    pdf.set_lang("ja")
    for weight in PACKED:
        pdf.add_font(FAMILY, "B" if weight == "bold" else "", font_path(weight))
    pdf.add_page()
    for box, text in sheet.filled():
        if box.content == "qr":
            _draw_code(pdf, sheet, box, text)
        else:
            _draw_text(pdf, sheet, box, fitted(box, text))
    if sheet.has_marks:
        _draw_marks(pdf, sheet)
    return bytes(pdf.output())


def fitted(box: Box, text: str) -> Fitted:
    return fit(
        text,
        width=box.width,
        height=box.height,
        largest=box.largest,
        measure=letters_of(box.weight).width,
    )


def _draw_text(pdf: FPDF, sheet: Sheet, box: Box, words: Fitted) -> None:
    """In the middle of the box from top to bottom."""
    pdf.set_font(FAMILY, "B" if box.weight == "bold" else "", words.size)
    pdf.set_text_color(*box.rgb)
    size = words.size * POINT
    top = sheet.margin + box.top + (box.height - words.height) / 2
    for number, line in enumerate(words.lines):
        free = box.width - letters_of(box.weight).width(line, words.size)
        left = sheet.margin + box.left + free * SHARES[box.alignment]
        pdf.text(left, top + (ASCENT + number * LINE) * size, line)


def _draw_code(pdf: FPDF, sheet: Sheet, box: Box, address: str) -> None:
    """As filled rectangles, one for each run of dark modules: sharp in every size."""
    rows = [bytes(row) for row in segno.make_qr(address, error="m").matrix]
    module = box.width / (len(rows) + 2 * QUIET)
    left, top = sheet.margin + box.left, sheet.margin + box.top
    pdf.set_fill_color(255, 255, 255)
    pdf.rect(left, top, box.width, box.width, style="F")
    pdf.set_fill_color(0, 0, 0)
    for number, row in enumerate(rows, start=QUIET):
        for start, length in _runs(row):
            x = left + (start + QUIET) * module
            pdf.rect(x, top + number * module, length * module, module, style="F")


def _runs(row: bytes) -> Iterator[tuple[int, int]]:
    """Start and length of every run of ones."""
    start = None
    for at, is_dark in enumerate((*row, 0)):
        if is_dark and start is None:
            start = at
        elif not is_dark and start is not None:
            yield start, at - start
            start = None


def _draw_marks(pdf: FPDF, sheet: Sheet) -> None:
    """トンボ: at each corner, where the trimmed edge and the edge of the bleed are."""
    pdf.set_draw_color(0, 0, 0)
    pdf.set_line_width(HAIRLINE)
    width, height = sheet.page
    for inset in (sheet.margin, sheet.margin - sheet.bleed):
        for x in (inset, width - inset):
            pdf.line(x, 0, x, MARK)
            pdf.line(x, height - MARK, x, height)
        for y in (inset, height - inset):
            pdf.line(0, y, MARK, y)
            pdf.line(width - MARK, y, width, y)
