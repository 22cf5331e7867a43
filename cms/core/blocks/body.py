"""The body of an editorial page."""

from wagtail import blocks

from cms.core.blocks.links import ContactBlock, LinksBlock
from cms.core.blocks.media import DocumentBlock, ImageBlock, TableBlock
from cms.core.blocks.text import (
    RICH_TEXT_FEATURES,
    CalloutBlock,
    HeadingBlock,
    ListBlock,
    ParagraphBlock,
    StepsBlock,
)


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock(max_length=80)
    paragraph = ParagraphBlock(features=RICH_TEXT_FEATURES)
    list = ListBlock()
    steps = StepsBlock()
    callout = CalloutBlock()
    contact = ContactBlock()
    links = LinksBlock()
    table = TableBlock()
    image = ImageBlock()
    document = DocumentBlock()

    class Meta:
        icon = "doc-full"
        label = "本文"
        preview_value = [("heading", "見出し")]
        description = "ページの本文。"
