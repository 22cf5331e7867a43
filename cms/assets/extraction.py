"""The words of a document, for searching. Runs as a program of its own, with limits.

``python extraction.py FILE ENDING`` prints them. A hostile file can at worst end this program: it
has little memory and time, may write nothing, and knows none of the portal's secrets.
"""

import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

MEMORY = 1024**3  # bytes of address space
PROCESSOR = 20  # seconds
MOST_LETTERS = 300_000
MOST_PAGES = 1_000
# The parts of an Office file that hold words.
PARTS = {
    "docx": re.compile(r"word/(document|footnotes|endnotes|header\d*|footer\d*)\.xml"),
    "pptx": re.compile(r"ppt/(slides|notesSlides)/[^/]+\.xml"),
    "xlsx": re.compile(r"xl/(sharedStrings|worksheets/[^/]+)\.xml"),
}
READINGS = {"rPh", "rt"}  # furigana: the word would stand there twice
ENDS = {"p", "si", "is"}  # a paragraph, a cell
ENCODINGS = ("utf-8-sig", "cp932", "utf-16")
WITH_WORDS = {"ai", "pdf", "csv", "txt", *PARTS}


def pdf_words(path: str) -> Iterator[str]:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for page in islice(document, MOST_PAGES):
            yield page.get_textpage().get_text_bounded()


def office_words(path: str, ending: str) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if PARTS[ending].fullmatch(name):
                with archive.open(name) as part:
                    yield from _xml_words(part)


def _xml_words(part: Any) -> Iterator[str]:
    """Texts of one part; entities and document types are refused by defusedxml."""
    from defusedxml.ElementTree import iterparse

    inside_reading = 0
    for event, element in iterparse(part, events=("start", "end")):
        name = element.tag.rpartition("}")[2]
        if name in READINGS:
            inside_reading += 1 if event == "start" else -1
        if event == "start":
            continue
        if name == "t" and not inside_reading:
            yield element.text or ""
        elif name in ENDS:
            yield "\n"
        element.clear()


def text_words(path: str) -> Iterator[str]:
    content = Path(path).read_bytes()
    for encoding in ENCODINGS:
        try:
            yield content.decode(encoding)
        except UnicodeError:
            continue
        return


def words_of(path: str, ending: str) -> str:
    """The words in ``path``, at most MOST_LETTERS; an archive has none."""
    pieces: Iterator[str]
    if ending in ("ai", "pdf"):
        pieces = pdf_words(path)
    elif ending in PARTS:
        pieces = office_words(path, ending)
    elif ending in ("csv", "txt"):
        pieces = text_words(path)
    else:
        return ""
    found, letters = [], 0
    for piece in pieces:
        found.append(piece)
        letters += len(piece)
        if letters > MOST_LETTERS:
            break
    return re.sub(r"[\x00-\x20\u3000]+", " ", "".join(found))[:MOST_LETTERS].strip()


def main(path: str, ending: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    words = words_of(path, ending)
    sys.stdout.buffer.write(words.encode("utf-8", "ignore"))


if __name__ == "__main__":
    main(*sys.argv[1:])
