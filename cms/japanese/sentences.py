"""Sentences of a text, and how long a reader finds them."""

import re
from collections.abc import Iterator
from typing import Final

from cms.japanese.written_readings import Bare

# A full stop inside quotation marks belongs to the sentence around them.
_END: Final = re.compile(r"[。！？!?]+(?:[」』）)]+(?![とのな]|って))?|\n+")
_OPEN, _CLOSE = "「『（(", "」』）)"


def sentences(text: str) -> Iterator[str]:
    """The sentences of ``text`` in order, with their full stop; lines without one count, too."""
    begin = depth_from = 0
    depth = 0
    for end in _END.finditer(text):
        part = text[depth_from : end.end()]
        depth += sum(part.count(mark) for mark in _OPEN) - sum(part.count(m) for m in _CLOSE)
        depth_from = end.end()
        if depth > 0 and "\n" not in end.group():
            continue
        depth = 0
        if sentence := text[begin : end.end()].strip():
            yield sentence
        begin = end.end()
    if rest := text[begin:].strip():
        yield rest


def length(sentence: str) -> int:
    """Characters that are read: without spaces between words and readings in brackets."""
    return len("".join(Bare.of(sentence).text.split()))
