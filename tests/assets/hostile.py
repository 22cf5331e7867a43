"""Files as attackers and tired people send them, made here so that none lies in the repository."""

import io
import stat
import zipfile

from tests.builders import MP4_START, picture_bytes

HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
EMPTY_SHEET = {
    "[Content_Types].xml": b'<?xml version="1.0"?><Types/>',
    "xl/workbook.xml": b"<workbook/>",
}
EMPTY_LETTER = {
    "[Content_Types].xml": b'<?xml version="1.0"?><Types/>',
    "word/document.xml": b"<w:document/>",
}


def drawing(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="297mm">{inside}</svg>'.encode()


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def encrypted() -> bytes:
    """An archive whose only entry says that it is encrypted (bit 0 of both its flags)."""
    content = bytearray(zipped({"form.pdf": b"%PDF-1.4"}))
    content[content.index(b"PK\x03\x04") + 6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def link() -> bytes:
    entry = zipfile.ZipInfo("passwords.txt")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    return file.getvalue()


def wide_picture() -> bytes:
    """A few kilobytes that unfold into more points than any page needs."""
    import PIL.Image

    file = io.BytesIO()
    PIL.Image.new("1", (9000, 9000)).save(file, "PNG")
    return file.getvalue()


MACROS = {**EMPTY_SHEET, "xl/vbaProject.bin": b"\xd0\xcf"}
OLD_MACROS = {**EMPTY_SHEET, "xl/macrosheets/sheet1.xml": b"<xm:macrosheet/>"}
MACRO_TYPE = b'<Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'
BOMB = bytes(30 * 1024 * 1024)

# What it is → the name it is sent under, its content, and words of the answer.
DOCUMENTS = {
    "a page named PDF": ("form.pdf", HTML, "中身は pdf ではありません"),
    "a page behind a PDF's first line": ("form.pdf", b"%PDF-1.4\n" + HTML, "重ねて"),
    "an archive behind a PDF": ("form.pdf", b"%PDF-1.4\n" + zipped({"a.txt": b"a"}), "重ねて"),
    "a program named PDF": ("form.pdf", b"MZ" + bytes(600), "中身は pdf ではありません"),
    "text named XLSX": ("list.xlsx", b"a,b,c\n", "中身は xlsx ではありません"),
    "an archive named XLSX": ("list.xlsx", zipped({"a.txt": b"a"}), "中身が xlsx ではありません"),
    "a letter named XLSX": ("list.xlsx", zipped(EMPTY_LETTER), "中身が xlsx ではありません"),
    "a locked workbook": ("list.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "xlsx"),
    "a workbook with macros": ("list.xlsx", zipped(MACROS), "マクロ"),
    "a workbook with Excel 4 macros": ("list.xlsx", zipped(OLD_MACROS), "マクロ"),
    "a macro workbook renamed": (
        "list.xlsx",
        zipped({**EMPTY_SHEET, "[Content_Types].xml": MACRO_TYPE}),
        "マクロ",
    ),
    "a macro workbook by name": ("list.xlsm", zipped(MACROS), "置けるのは"),
    "a letter that unfolds": (
        "letter.docx",
        zipped({**EMPTY_LETTER, "word/media/a.bin": BOMB}),
        "大きくなりすぎる",
    ),
    "an encrypted archive": ("forms.zip", encrypted(), "パスワード"),
    "a bomb": ("forms.zip", zipped({"zeros.txt": BOMB}), "大きくなりすぎる"),
    "an archive of too many": (
        "forms.zip",
        zipped({f"{number}.txt": b"" for number in range(2001)}),
        "大きくなりすぎる",
    ),
    "an archive in an archive": (
        "forms.zip",
        zipped({"a.zip": zipped({})}),
        "ZIPの中に",
    ),
    "a program in an archive": ("forms.zip", zipped({"setup.exe": b"MZ"}), "（exe）"),
    "a way out of the folder": ("forms.zip", zipped({"../../a.txt": b"a"}), "安全ではありません"),
    "a way out for Windows": ("forms.zip", zipped({"..\\a.txt": b"a"}), "安全ではありません"),
    "an absolute path": ("forms.zip", zipped({"/etc/cron.d/a.txt": b"a"}), "安全ではありません"),
    "a link": ("forms.zip", link(), "安全ではありません"),
    "half an archive": ("forms.zip", zipped({"a.txt": b"a"})[:-30], "壊れています"),
    "a page named text": ("notes.txt", b"\n " + HTML, "中身は txt ではありません"),
    "a page with a mark named CSV": ("a.csv", b"\xef\xbb\xbf" + HTML, "中身は csv ではありません"),
    "bytes named text": ("notes.txt", bytes(range(256)) * 4, "文字コード"),
    "a drawing that runs": ("a.svg", drawing("<script>alert(1)</script>"), "動くもの"),
    "a drawing with a handler": ("a.svg", drawing('<rect onclick="x()"/>'), "動くもの"),
    "a page inside a drawing": ("a.svg", drawing("<foreignObject/>"), "動くもの"),
    "a drawing that fetches": ("a.svg", drawing('<image href="//x.example/a.png"/>'), "ほかの場所"),
    "a drawing that fetches by style": (
        "a.svg",
        drawing("<style>@import '//x.example/a.css';</style>"),
        "ほかの場所",
    ),
    "a drawing with a style sheet": (
        "a.svg",
        b'<?xml-stylesheet href="a.css"?>' + drawing(""),
        "ほかの場所",
    ),
    "a drawing that unfolds": (
        "a.svg",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("&a;"),
        "中身は svg ではありません",
    ),
    "a page named SVG": ("a.svg", HTML, "中身は svg ではありません"),
    "a page named AI": ("poster.ai", HTML, "中身は ai ではありません"),
    "a second ending": ("form.pdf.exe", b"%PDF-1.4", "置けるのは"),
    "no ending": ("form", b"%PDF-1.4", "置けるのは"),
}
PICTURES = {
    "an archive behind a picture": (
        "photo.jpg",
        picture_bytes() + zipped({"a.txt": b"a"}),
        "重ねて",
    ),
    "too many points": ("photo.png", wide_picture(), ""),
    "a page behind a GIF's first letters": ("photo.gif", b"GIF89a/*" + HTML, ""),
}
RECORDINGS = {
    "a page named MP4": ("film.mp4", HTML, "中身は mp4 ではありません"),
    "a page inside an MP4": ("film.mp4", MP4_START + HTML, "重ねて"),
    "another kind of video": ("film.mov", MP4_START, "置けるのは"),
}
