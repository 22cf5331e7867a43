"""Furigana in a finished HTML document: ``<ruby>`` around kanji that people read.

Nothing but text inside ``<body>`` changes. The reading is hidden from screen readers, which read
the kanji once, and stands in brackets where a program knows no ruby.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import Final, NamedTuple

from cms.japanese.furigana import Ruby, furigana
from cms.japanese.markup import END, START, TEXT, attributes, tokens
from cms.japanese.okurigana import HAS_KANJI
from cms.japanese.readings import Readings

KEPT: Final = 8_192  # texts whose readings are remembered in a process; about 10 MB
LARGEST: Final = 1_500_000  # characters of a document; what is larger is sent as it is

_VOID: Final = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
    *("source", "track", "wbr"),
}
# Elements without readable text, with readings already, or whose characters count one by one.
_LEFT_ALONE: Final = {
    *("head", "svg", "math", "ruby", "rt", "rp", "pre", "code", "kbd", "samp", "select", "option"),
    *("optgroup", "datalist", "template", "object", "video", "audio", "canvas", "meter"),
    *("progress", "noscript"),
}
# Words run on through these: the reading of a word is chosen by its neighbours.
_INLINE: Final = {
    *("a", "abbr", "b", "bdi", "cite", "data", "em", "i", "mark", "q", "s", "small", "span"),
    *("strong", "time", "u", "wbr"),
}
# Elements that no stylesheet lays out as boxes side by side: their text needs no box of its own.
_FLOWING: Final = {
    *("b", "cite", "dd", "em", "figcaption", "i", "mark", "p", "q", "small", "strong", "td", "th"),
    *("time", "u"),
}
_CLOSES_ITSELF: Final = {"p", "li", "dt", "dd", "tr", "td", "th"}
_FOREIGN: Final = ("svg", "math")
_TELLING: Final = re.compile("lang|translate|class", re.IGNORECASE)
_REFERENCE: Final = re.compile("(&[#0-9A-Za-z]{1,32};?)")
_UNSEEN: Final = "visually-hidden"
RUBY: Final = '<ruby>{}<rp>（</rp><rt aria-hidden="true">{}</rt><rp>）</rp></ruby>'


class _Element(NamedTuple):
    name: str
    is_japanese: bool
    may_change: bool


def add_ruby(html: str, readings: Readings) -> str:
    """``html`` with readings over its Japanese text; a document without body stays as it is."""
    if len(html) > LARGEST or "<body" not in html:
        return html
    return _Annotator(readings).run(html)


class _Annotator:
    """Walks through a document once; ``out`` holds it in pieces, ``texts`` the open run of text."""

    def __init__(self, readings: Readings) -> None:
        self.readings = readings
        self.out: list[str] = []
        self.texts: list[tuple[int, str]] = []  # place in ``out``, element around it
        self.open = [_Element("", is_japanese=False, may_change=False)]
        self.names: Counter[str] = Counter()

    def run(self, html: str) -> str:
        for kind, source, name in tokens(html):
            if kind == TEXT and self.open[-1].is_japanese and self.open[-1].may_change:
                self.texts.append((len(self.out), self.open[-1].name))
            elif kind in (START, END) and name not in _INLINE:
                self._end_run()
            if kind == START:
                self._start(source, name)
            elif kind == END and self.names[name]:
                self._end(name)
            self.out.append(source)
        self._end_run()
        return "".join(self.out)

    def _start(self, tag: str, name: str) -> None:
        if name in _CLOSES_ITSELF and self.open[-1].name == name:
            self._end(name)
        if name in _VOID or (name in _FOREIGN and tag.endswith("/>")):
            return
        if name == "body" and self.open[-1].name == "head":
            self._end("head")
        parent, is_japanese, may_change = self.open[-1]
        may_change = may_change or (name == "body" and parent in ("", "html"))
        if _TELLING.search(tag):
            named = attributes(tag)
            is_japanese = _is_japanese(named.get("lang"), is_japanese)
            may_change = _may_change(named, may_change)
        if name in _LEFT_ALONE:
            may_change = False
        self.open.append(_Element(name, is_japanese, may_change))
        self.names[name] += 1

    def _end(self, name: str) -> None:
        """Close ``name`` and what stands open inside it."""
        while len(self.open) > 1:
            closed = self.open.pop().name
            self.names[closed] -= 1
            if closed == name:
                return

    def _end_run(self) -> None:
        if not self.texts:
            return
        pieces = tuple(self.out[place] for place, _parent in self.texts)
        if any(HAS_KANJI.search(piece) for piece in pieces):
            annotated = _annotated(pieces, self.readings)
            for (place, parent), piece in zip(self.texts, annotated, strict=True):
                self.out[place] = _as_one(piece) if parent not in _FLOWING else piece
        self.texts = []


def _as_one(piece: str) -> str:
    """Text and rubies as one box: a flexible container would set each of them apart."""
    is_one = piece.startswith("<ruby>") and piece.find("</ruby>") == len(piece) - len("</ruby>")
    return piece if is_one or "<ruby>" not in piece else f"<bdi>{piece}</bdi>"


def _is_japanese(tag: str | None, inherited: bool) -> bool:
    return inherited if tag is None else tag.lower().split("-")[0] == "ja"


def _may_change(named: dict[str, str], inherited: bool) -> bool:
    translate = named.get("translate", "").lower()
    if translate == "no" or _UNSEEN in named.get("class", "").split():
        return False
    return inherited


@lru_cache(maxsize=KEPT)
def _annotated(pieces: tuple[str, ...], readings: Readings) -> tuple[str, ...]:
    """The pieces of one run of text, each with its ruby; a word over two pieces gets none.

    Character references stay as they are written, and count as something between words.
    """
    plain = [_REFERENCE.sub(lambda found: "、" * len(found.group()), piece) for piece in pieces]
    rubies = deque(furigana("".join(plain), readings))
    annotated, begin = [], 0
    for piece in pieces:
        annotated.append("".join(_with_ruby(piece, begin, rubies)))
        begin += len(piece)
    return tuple(annotated)


def _with_ruby(piece: str, begin: int, rubies: deque[Ruby]) -> Iterator[str]:
    """``piece`` begins at character ``begin`` of its run; takes its rubies from the left."""
    done = 0
    while rubies and rubies[0].start < begin + len(piece):
        ruby = rubies.popleft()
        if ruby.start < begin or ruby.until > begin + len(piece):
            continue
        yield piece[done : ruby.start - begin]
        yield RUBY.format(piece[ruby.start - begin : ruby.end - begin], escape(ruby.reading))
        done = ruby.until - begin
    yield piece[done:]


def forget_texts() -> None:
    """Forget the readings of all texts, as a process that has just started."""
    _annotated.cache_clear()
