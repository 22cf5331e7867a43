"""What an SVG must not contain: it is a drawing, and a program as well where nobody looks."""

import re
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from cms.assets.refusals import RefusedFileError

SVG = "{http://www.w3.org/2000/svg}"
# What runs, what shows other pages, what changes an attribute later.
ACTIVE = {"script", "handler", "listener", "foreignobject", "iframe", "object", "embed", "set"}
INSIDE = re.compile(r"#|data:image/(?:png|jpeg|webp);base64,", re.IGNORECASE)
OUTSIDE = re.compile(
    r"@import|(?:java|vb)script:|expression\(|url\((?!\s*['\"]?(?:#|data:image/))", re.IGNORECASE
)
STYLE_SHEET = b"<?xml-stylesheet"
HEAD = 64 * 1024


def check_drawing(file: IO[bytes]) -> None:
    """Refuse what is no SVG, and an SVG that runs or fetches something."""
    file.seek(0)
    if STYLE_SHEET in file.read(HEAD):
        raise _fetches()
    file.seek(0)
    try:
        for number, (_event, element) in enumerate(iterparse(file, events=("start", "end"))):
            if number == 0 and element.tag != f"{SVG}svg":
                raise _no_drawing()
            _check_element(element)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as broken:
        raise _no_drawing() from broken


def _check_element(element: Any) -> None:
    name = str(element.tag).rpartition("}")[2].lower()
    changes_links = name.startswith("animate") and "href" in element.get("attributeName", "")
    if name in ACTIVE or changes_links:
        raise _runs()
    for attribute, value in element.attrib.items():
        plain = attribute.rpartition("}")[2].lower()
        if plain.startswith("on"):
            raise _runs()
        if plain in ("href", "src") and not INSIDE.match(value.strip()) and name != "a":
            raise _fetches()
        if OUTSIDE.search(value):
            raise _fetches()
    if name == "style" and OUTSIDE.search(element.text or ""):
        raise _fetches()


def _no_drawing() -> RefusedFileError:
    return RefusedFileError(
        "名前は svg ですが、中身は svg ではありません。"
        "もとのアプリで svg として保存し直してください。"
    )


def _runs() -> RefusedFileError:
    return RefusedFileError(
        "SVGの中に動くもの（スクリプトなど）が入っています。"
        "もとのアプリで、図形だけのSVGとして書き出し直してください。"
    )


def _fetches() -> RefusedFileError:
    return RefusedFileError(
        "SVGがほかの場所のファイルを読み込みます。"
        "画像や書体を埋め込んで（書体はアウトライン化して）書き出し直してください。"
    )
