"""Small files that say 見本: what the seed attaches to the samples of the staff library."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

PAGE = (595, 842)  # A4 in points
_SIZE, _LEADING, _LEFT, _TOP = 14, 24, 60, 770


def sample_xlsx(title: str, lines: Sequence[str]) -> bytes:
    """One sheet: the title, then a row for each line with an empty cell to fill in."""
    book = Workbook()
    sheet = book.active
    sheet.title = "見本"
    sheet.append([title])
    for line in lines:
        sheet.append([line, ""])
    sheet.column_dimensions["A"].width = 60
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def sample_pdf(title: str, lines: Sequence[str]) -> bytes:
    """One page. The Japanese font is the reader's own: every PDF viewer in Japan has one."""
    shown = "\n".join(f"<{text.encode('utf-16-be').hex()}> Tj T*" for text in (title, "", *lines))
    text = f"BT /F1 {_SIZE} Tf {_LEADING} TL {_LEFT} {_TOP} Td\n{shown}\nET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>" % PAGE,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UCS2-H"
        b" /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /CIDSystemInfo"
        b" << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
        b"<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4"
        b" /FontBBox [-92 -250 1010 922] /ItalicAngle 0 /Ascent 752"
        b" /Descent -221 /CapHeight 737 /StemV 114 >>",
    ]
    return _pdf(objects)


def _pdf(objects: Sequence[bytes]) -> bytes:
    """The objects with their table of positions (ISO 32000-1, 7.5)."""
    file, positions = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        positions.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % position for position in positions)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return file + head + table + tail % (len(objects) + 1, len(file))
