"""Words: headings, paragraphs, lists and boxes."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.rich_text import RichText

from cms.core.amounts import amounts_in
from cms.core.blocks.choices import NamedChoiceBlock
from cms.core.blocks.input import checked_markup, reading

RICH_TEXT_FEATURES = ["bold", "link", "document-link", "ul", "ol"]


def refuse_amounts(text: str) -> None:
    """Raise when ``text`` states an amount: it would be wrong from next April on."""
    found = amounts_in(text)
    if found:
        listed = "、".join(found[:3])
        raise ValidationError(
            f"文の中に金額や割合（{listed}）があります。「日付つきの金額」を使ってください。"
        )


class ProseBlock(blocks.RichTextBlock):
    """Rich text without amounts (they belong to dated parameters)."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> RichText:
        sent = reading(super().value_from_datadict, data, files, prefix)
        return RichText(checked_markup(sent.source))

    def clean(self, value: Any) -> RichText:
        cleaned = super().clean(value)
        refuse_amounts(str(cleaned.source))
        return cleaned


class HeadingBlock(blocks.CharBlock):
    class Meta:
        icon = "title"
        label = "見出し"
        template = "blocks/heading.html"
        preview_value = "申し込みの流れ"
        description = "ページの中の区切り。短く、内容がわかる言葉で。"


class ParagraphBlock(ProseBlock):
    class Meta:
        icon = "pilcrow"
        label = "文章"
        template = "blocks/paragraph.html"
        preview_value = (
            "<p>お住まいの市区町村の窓口で申し込みます。迷ったら、まず電話してください。</p>"
        )
        description = "ふつうの文章。一文は短く。金額は書かず「日付つきの金額」を使います。"


class CalloutBlock(blocks.StructBlock):
    """A box that stands out: good to know, or be careful."""

    kind = NamedChoiceBlock(
        [("info", "お知らせ"), ("warning", "注意")], default="info", label="種類"
    )
    title = blocks.CharBlock(required=False, max_length=60, label="見出し")
    text = ProseBlock(features=RICH_TEXT_FEATURES, label="文章")

    class Meta:
        icon = "info-circle"
        label = "囲み"
        template = "blocks/callout.html"
        preview_value = {
            "kind": "warning",
            "title": "始める前に相談してください",
            "text": "<p>講座を申し込む前に、窓口での手続きが必要です。</p>",
        }
        description = "目立たせたい大切なこと。1ページに2つまで。"


class ListBlock(blocks.ListBlock):
    """Short lines, one thought each."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(blocks.CharBlock(max_length=200, label="項目"), **kwargs)

    class Meta:
        icon = "list-ul"
        label = "箇条書き"
        template = "blocks/list.html"
        preview_value = ["本人確認書類", "通帳"]
        description = "短い行の一覧。"


class StepsBlock(blocks.ListBlock):
    """What to do first, second, third."""

    def __init__(self, **kwargs: Any) -> None:
        step = blocks.StructBlock(
            [
                ("title", blocks.CharBlock(max_length=60, label="すること")),
                ("text", blocks.TextBlock(required=False, label="説明")),
            ]
        )
        super().__init__(step, **kwargs)

    class Meta:
        icon = "list-ol"
        label = "手順"
        template = "blocks/steps.html"
        preview_value = [
            {"title": "窓口に電話する", "text": "「ひとり親の相談です」と伝えます。"},
            {"title": "書類をそろえる", "text": ""},
        ]
        description = "順番に行うこと。"
