"""Links, headings and bold paragraphs of rich text, as Wagtail stores it."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = {"h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
INLINE = {"a", "abbr", "acronym", "b", "br", "code", "em", "i", "strong"}
WRITTEN = {*HEADINGS, *INLINE, "p", "ul", "ol", "li"}
ATTRIBUTES = {"href", "id", "linktype", "data-block-key"}
NUMBERED = ("page", "document")  # links that name a record by its number
UNENDED_TAG = re.compile(r"<[/a-zA-Z!?][^>]*$")


@dataclass
class Anchor:
    """One link: ``kind`` is page, document or url; ``target`` a number or an address."""

    kind: str
    target: str
    text: str = ""


@dataclass
class Markup:
    """What was found, in order. ``headings``: (level, words).

    ``foreign``: comments, declarations, tags and attributes that no button of the editor writes. A
    browser may read them in another way than whoever looks through the text.
    """

    anchors: list[Anchor] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    bold_paragraphs: list[str] = field(default_factory=list)
    words: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Markup()
        self._anchor: Anchor | None = None
        self._heading: list[str] | None = None
        self._paragraph, self._bold = "", ""
        self._is_bold = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attributes}
        if tag not in WRITTEN:
            self.found.foreign.append(f"<{tag}>")
        self.found.foreign += [name for name in known if name not in ATTRIBUTES]
        if tag == "a":
            kind = known.get("linktype", "url")
            target = known.get("id" if kind in NUMBERED else "href", "")
            if kind not in (*NUMBERED, "url"):
                self.found.foreign.append(f"linktype={kind}")
            self._anchor = Anchor(kind, target)
            self.found.anchors.append(self._anchor)
        elif tag in HEADINGS:
            self._heading = []
        elif tag == "p":
            self._paragraph, self._bold = "", ""
        elif tag in ("b", "strong"):
            self._is_bold = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._anchor = None
        elif tag in HEADINGS and self._heading is not None:
            self.found.headings.append((HEADINGS[tag], "".join(self._heading).strip()))
            self._heading = None
        elif tag in ("b", "strong"):
            self._is_bold = False
        elif tag == "p":
            words = self._paragraph.strip()
            if words and words == self._bold.strip():
                self.found.bold_paragraphs.append(words)
        if tag in ("p", "li", *HEADINGS):
            self.found.words += "\n"

    def handle_comment(self, data: str) -> None:
        self.found.foreign.append("<!-->")

    def handle_decl(self, decl: str) -> None:
        self.found.foreign.append("<!>")

    def unknown_decl(self, data: str) -> None:
        self.found.foreign.append("<![>")

    def handle_pi(self, data: str) -> None:
        self.found.foreign.append("<?>")

    def handle_data(self, data: str) -> None:
        self.found.words += data
        self._paragraph += data
        if self._is_bold:
            self._bold += data
        if self._anchor is not None:
            self._anchor.text += data
        if self._heading is not None:
            self._heading.append(data)


def read_markup(source: str) -> Markup:
    """What ``source`` holds; whatever is broken in it, nothing is raised."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    if UNENDED_TAG.search(source):  # words here, a tag in a browser as soon as the page goes on
        reader.found.foreign.append("<")
    return reader.found
