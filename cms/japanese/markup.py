"""The tokens of an HTML document, each exactly as it stands in the source.

Follows the tokenizer of the HTML standard (§13.2.5) where it matters to whoever inserts into text:
quotes only count where a value begins, comments end where browsers end them, the inside of scripts,
styles and the like is no text. What a browser would not show as text is never called text; in doubt
(an unfinished tag, a script inside a comment inside a script) the rest of the document is ``RAW``.
Every pattern is possessive, so that no input takes more than linear time.
"""

import re
from collections.abc import Iterator
from typing import Final, TypeAlias

Token: TypeAlias = tuple[str, str, str]  # kind, source, name of the element in lower case
TEXT, START, END, RAW = "text", "start", "end", "raw"

_SPACE: Final = r"\t\n\f\r "
_VALUE: Final = rf'(?:"[^"]*+(?:"|\Z)|\'[^\']*+(?:\'|\Z)|[^{_SPACE}>"\'][^{_SPACE}>]*+)'
_ATTRIBUTE: Final = rf"=?+[^{_SPACE}/>=]*+(?:[{_SPACE}]*+=[{_SPACE}]*+{_VALUE}?+)?+"
_NAMED: Final = rf"([^{_SPACE}/>=][^{_SPACE}/>=]*+)(?:[{_SPACE}]*+=[{_SPACE}]*+({_VALUE}))?+"
_TAG: Final = re.compile(
    rf"<(/?+)([a-zA-Z][^{_SPACE}/>]*+)((?:[{_SPACE}/]++|(?=[^{_SPACE}/>]){_ATTRIBUTE})*+)(>|\Z)"
)
_ATTRIBUTES: Final = re.compile(_NAMED)
_COMMENT_END: Final = re.compile(r"--!?>")
_DECLARATION: Final = re.compile(r"<[!?][^>]*+(?:>|\Z)|</(?![a-zA-Z])[^>]*+(?:>|\Z)")
_RAW_TEXT: Final = frozenset(
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"]
)


def tokens(source: str) -> Iterator[Token]:
    """Joined, the second parts of all tokens are ``source`` again."""
    position, text = 0, 0
    while (position := source.find("<", position)) >= 0:
        token = _markup_at(source, position)
        if token is None:  # a "<" that is text
            position += 1
            continue
        if text < position:
            yield TEXT, source[text:position], ""
        yield token
        position += len(token[1])
        if token[0] == START and token[2] in _RAW_TEXT:
            inside = _raw_text(source, position, token[2])
            if inside:
                yield RAW, inside, token[2]
            position += len(inside)
        text = position
    if text < len(source):
        yield TEXT, source[text:], ""


def attributes(tag: str) -> dict[str, str]:
    """Names in lower case and values of a start tag; of two with one name the first counts."""
    found: dict[str, str] = {}
    start = _TAG.match(tag)
    for each in _ATTRIBUTES.finditer(start.group(3) if start else ""):
        value = each.group(2) or ""
        found.setdefault(each.group(1).lower(), value.strip("\"'"))
    return found


def _markup_at(source: str, position: int) -> Token | None:
    if source.startswith("<!--", position):
        return RAW, source[position : _end_of_comment(source, position)], ""
    if declaration := _DECLARATION.match(source, position):
        return RAW, declaration.group(), ""
    tag = _TAG.match(source, position)
    if tag is None:
        return None
    if not tag.group(4):  # the document ends inside a tag: nothing of it is shown
        return RAW, tag.group(), ""
    return END if tag.group(1) else START, tag.group(), tag.group(2).lower()


def _end_of_comment(source: str, start: int) -> int:
    for empty in ("<!-->", "<!--->"):
        if source.startswith(empty, start):
            return start + len(empty)
    end = _COMMENT_END.search(source, start + 4)
    return end.end() if end else len(source)


def _raw_text(source: str, start: int, name: str) -> str:
    """What stands in a script, a style … up to its end tag; without one, everything."""
    end = re.compile(rf"</{name}(?=[{_SPACE}/>])", re.IGNORECASE).search(source, start)
    inside = source[start : end.start()] if end and name != "plaintext" else source[start:]
    if name == "script" and "<!--" in inside and "<script" in inside.lower():
        return source[start:]
    return inside
