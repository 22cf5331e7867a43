"""A version of a page as a list of parts, each with the words that lead an editor to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageChooserBlock

from cms.core.blocks.text import HeadingBlock
from cms.core.content.markup import Markup, read_markup

ALTERNATIVES = ("alternative", "alt_text", "alt")  # how our blocks call the words for a picture
LINK_WORDS = ("label", "text", "title")
BODY_LEVEL = 2  # of a heading block: the title of the page is the first level


class Kind(Enum):
    TEXT = "text"
    HEADING = "heading"
    RICH = "rich"
    PICTURE = "picture"
    PAGE_LINK = "page link"
    URL = "url"


@dataclass(frozen=True)
class Part:
    """One thing an editor wrote or chose.

    ``where``: 「本文」の2番目（画像）. ``text``: its words; of rich text the source; of a link its
    words; of a picture what replaces it (None where the block asks for none). ``value``: the
    picture, the page or the address.
    """

    kind: Kind
    where: str
    text: str | None = ""
    value: Any = None
    level: int = 0

    @cached_property
    def markup(self) -> Markup:
        """What the source of rich text holds, read once for all checks; of other kinds nothing."""
        return read_markup(self.text or "") if self.kind is Kind.RICH else Markup()


def parts_of(page: models.Model) -> list[Part]:
    """Fields named in ``prose_fields``, then every StreamField but ``streams_without_prose``."""
    found: list[Part] = []
    for name in getattr(page, "prose_fields", ()):
        label = page._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        found.append(Part(Kind.TEXT, f"「{label}」", getattr(page, name) or ""))
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            spoken = field.name not in getattr(page, "streams_without_prose", ())
            if spoken:
                stream = getattr(page, field.name)
                found += _walk(stream.stream_block, stream, f"「{field.verbose_name}」")
    return found


def _walk(block: blocks.Block, value: Any, where: str) -> Iterator[Part]:
    if value is None:
        return
    if isinstance(block, blocks.StreamBlock):
        children = [(child.block, child.value) for child in value]
        yield from _numbered(children, where)
    elif isinstance(block, blocks.ListBlock):
        yield from _numbered([(block.child_block, item) for item in value], where)
    elif isinstance(block, blocks.StructBlock):
        yield from _struct(block, value, where)
    elif isinstance(block, TableBlock):
        cells = [str(cell) for row in value.get("data", []) for cell in row if cell]
        yield Part(Kind.TEXT, where, "\n".join(cells))
    else:
        yield from _leaf(block, value, where)


def _numbered(children: Iterable[tuple[blocks.Block, Any]], where: str) -> Iterator[Part]:
    for number, (block, value) in enumerate(children, start=1):
        kind = f"（{block.label}）" if block.label else ""
        yield from _walk(block, value, f"{where}の{number}番目{kind}")


def _struct(block: blocks.StructBlock, value: Any, where: str) -> Iterator[Part]:
    words = next((value.get(name) for name in LINK_WORDS if name in value), "")
    names = [name for name in ALTERNATIVES if name in block.child_blocks]
    for name, child in block.child_blocks.items():
        if isinstance(child, ImageChooserBlock):
            alternative = value.get(names[0]) or "" if names else None
            if value.get(name) is not None:
                yield Part(Kind.PICTURE, where, alternative, value[name])
        elif isinstance(child, blocks.PageChooserBlock):
            if value.get(name) is not None:
                yield Part(Kind.PAGE_LINK, where, words, value[name])
        elif isinstance(child, blocks.URLBlock):
            if value.get(name):
                yield Part(Kind.URL, where, words, value[name])
        else:
            yield from _walk(child, value.get(name), f"{where}「{child.label}」")


def _leaf(block: blocks.Block, value: Any, where: str) -> Iterator[Part]:
    if isinstance(block, blocks.RichTextBlock):
        yield Part(Kind.RICH, where, value.source)
    elif isinstance(block, HeadingBlock):
        yield Part(Kind.HEADING, where, str(value), level=BODY_LEVEL)
    elif isinstance(block, ImageChooserBlock):
        yield Part(Kind.PICTURE, where, None, value)
    elif isinstance(block, blocks.PageChooserBlock):
        yield Part(Kind.PAGE_LINK, where, None, value)
    elif isinstance(block, blocks.URLBlock):
        yield Part(Kind.URL, where, None, value)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield Part(Kind.TEXT, where, str(value))
