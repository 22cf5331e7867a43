"""The words inside documents, and what hostile ones can do: nothing."""

import pytest
from django.core.files.base import ContentFile

from cms.assets import extraction, programs, tasks
from cms.assets.models import PortalDocument
from tests.assets.hostile import zipped
from tests.builders import make_document

WORD = "高等職業訓練促進給付金"
XML = '<?xml version="1.0" encoding="UTF-8"?>'
LETTER = f"""{XML}<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{WORD}の</w:t></w:r><w:r>
<w:t>手引き</w:t></w:r></w:p><w:p><w:ruby><w:rt><w:t>しょとく</w:t></w:rt><w:rubyBase><w:t>所得</w:t>
</w:rubyBase></w:ruby></w:p></w:body></w:document>"""
SHEET = f"""{XML}<sst><si><t>{WORD}</t><rPh sb="0" eb="2"><t>コウトウ</t></rPh></si>
<si><t>所得</t></si></sst>"""
SLIDE = f'{XML}<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{WORD}</a:t></a:r></a:p></p:sld>'
TYPES = {"[Content_Types].xml": b'<?xml version="1.0"?><Types/>'}
LAUGHS = "".join(
    f'<!ENTITY x{number} "{f"&x{number - 1};" * 10}">' if number else '<!ENTITY x0 "ha">'
    for number in range(10)
)
BOMB = f'<?xml version="1.0"?><!DOCTYPE d [{LAUGHS}]><d><t>&x9;</t></d>'
FILE = '<!ENTITY x SYSTEM "file:///etc/passwd">'
OUTSIDE = f'<?xml version="1.0"?><!DOCTYPE d [{FILE}]><d><t>&x;</t></d>'
LEVELS = [f"d{number * 7919 % 99_991}" for number in range(100_000)]
OPEN, CLOSE = (
    "".join(f"<{name}>" for name in LEVELS),
    "".join(f"</{name}>" for name in LEVELS[::-1]),
)
DEEP = f"{XML}{OPEN}<t>a</t>{CLOSE}"


def letter(content: str) -> bytes:
    return zipped({**TYPES, "word/document.xml": content.encode()})


def pdf(words: str) -> bytes:
    """A PDF of one page with Latin letters; its table of contents is left to the reader."""
    stream = f"BT /F1 12 Tf 10 10 Td ({words}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 100]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(
        b"%d 0 obj%b endobj\n" % (number, item) for number, item in enumerate(objects, 1)
    )
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size 6>>\n%%EOF"


DOCUMENTS = {
    "letter.docx": (letter(LETTER), f"{WORD}の手引き 所得"),
    "list.xlsx": (
        zipped({**TYPES, "xl/workbook.xml": b"", "xl/sharedStrings.xml": SHEET.encode()}),
        f"{WORD} 所得",
    ),
    "slides.pptx": (zipped({**TYPES, "ppt/slides/slide1.xml": SLIDE.encode()}), WORD),
    "form.pdf": (pdf("training allowance"), "training allowance"),
    "list.csv": (f"制度,{WORD}\r\n".encode("cp932"), f"制度,{WORD}"),
    "notes.txt": (f"\ufeff{WORD}\u3000の\n".encode(), f"{WORD} の"),
    "forms.zip": (zipped({"a.txt": WORD.encode()}), ""),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_words_of_a_document_are_found(db, name, django_capture_on_commit_callbacks):
    content, words = DOCUMENTS[name]
    with django_capture_on_commit_callbacks(execute=True):
        make_document(name=name, content=content)
    assert PortalDocument.objects.get().extracted_text == words


def test_words_of_a_replaced_file_do_not_stay(db, django_capture_on_commit_callbacks):

    with django_capture_on_commit_callbacks(execute=True):
        document = make_document(name="notes.txt", content="前の通知".encode())
    with django_capture_on_commit_callbacks(execute=True):
        document.file = ContentFile("今の通知".encode(), name="notes.txt")
        document.save()
    assert PortalDocument.objects.get().extracted_text == "今の通知"


HOSTILE = {"bomb": BOMB, "outside": OUTSIDE, "broken": "<broken", "none": ""}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_hostile_letters_have_no_words(db, content):
    assert tasks.words_in(make_document(name="a.docx", content=letter(content))) == ""


def test_a_letter_nested_deeply_harms_nobody(db):
    assert tasks.words_in(make_document(name="a.docx", content=letter(DEEP))) in ("", "a")


def test_a_broken_pdf_has_no_words(db):
    assert tasks.words_in(make_document(content=b"%PDF-1.4\n" + b"1 0 obj<<" * 999)) == ""


def test_reading_stops_after_its_time(db, monkeypatch):
    monkeypatch.setattr(programs, "SECONDS", 0.001)
    assert tasks.words_in(make_document(name="notes.txt", content=b"late")) == ""


def test_a_long_text_is_cut(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("あ" * (extraction.MOST_LETTERS + 5))
    assert len(extraction.words_of(str(path), "txt")) == extraction.MOST_LETTERS
