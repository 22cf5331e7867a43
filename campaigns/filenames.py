"""Names of files as people save them: Japanese words, nothing a file system refuses."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePath

FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
LONGEST = 80  # letters: file systems allow 255 bytes, and a Japanese letter has three


def filename(words: Iterable[str], ending: str) -> str:
    """``("ポスター", "PDF", "第1版"), "pdf"`` → ``ポスター_PDF_第1版.pdf``."""
    joined = "_".join(word for word in words if word)
    plain = FORBIDDEN.sub("", unicodedata.normalize("NFC", joined)).strip(" ._")
    return f"{(plain or 'file')[:LONGEST]}.{ending}"


def apart(name: str, taken: set[str]) -> str:
    """``name``, or ``name_2`` … where it is taken in any spelling; the result joins ``taken``."""
    path, number, found = PurePath(name), 1, name
    while found.casefold() in taken:
        number += 1
        found = f"{path.stem}_{number}{path.suffix}"
    taken.add(found.casefold())
    return found
