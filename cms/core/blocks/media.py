"""Pictures, tables and files."""

from copy import deepcopy
from typing import Any

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail_localize.segments import StringSegmentValue

from cms.assets.choices import Access
from cms.core.blocks.input import checked_table, reading


def may_show(file: Any, context: dict[str, Any] | None) -> bool:
    """Whether the page's reader may see that ``file`` exists: its title may tell a secret, too.

    ``context`` is the page's; without a request only files for everybody are shown.
    """
    if file is None or file.access == Access.PUBLIC:
        return file is not None
    request = (context or {}).get("request")
    return request is not None and file.is_open_to(request.user)


class ImageBlock(blocks.StructBlock):
    """A picture with the words that replace it for people who do not see it."""

    image = ImageChooserBlock(label="画像")
    alternative = blocks.CharBlock(
        required=False,
        max_length=200,
        label="画像の説明（代替テキスト）",
        help_text="見えない人に伝わるように。飾りの画像なら空のままにします。",
    )
    caption = blocks.CharBlock(required=False, max_length=200, label="画像の下の文")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        return {**context, "is_shown": may_show(value["image"], parent_context)}

    class Meta:
        icon = "image"
        label = "画像"
        template = "blocks/image.html"
        preview_value = None
        description = "写真や図。説明の言葉を忘れずに。"


def _words_of(table: dict[str, Any]) -> dict[str, str]:
    """Place → words of a table: its cells that hold letters, and its caption."""
    found = {
        f"{row}-{column}": cell
        for row, cells in enumerate(table.get("data", []))
        for column, cell in enumerate(cells)
        if isinstance(cell, str) and any(map(str.isalpha, cell))
    }
    caption = table.get("table_caption")
    return {**found, "caption": caption} if caption else found


class TableBlock(WagtailTableBlock):
    """Wagtail localize knows no tables: their words would stay Japanese in every language."""

    def value_from_form(self, value: Any) -> dict[str, Any] | None:
        read = super().value_from_form
        table: dict[str, Any] | None = reading(lambda: checked_table(read(value)))
        return table

    def get_translatable_segments(self, value: Any) -> list[StringSegmentValue]:
        return [StringSegmentValue(place, words) for place, words in _words_of(value or {}).items()]

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> dict[str, Any]:
        table = deepcopy(value)
        for segment in segments:
            if segment.path == "caption":
                table["table_caption"] = segment.render_text()
            else:
                row, column = map(int, segment.path.split("-"))
                table["data"][row][column] = segment.render_text()
        return table

    class Meta:
        icon = "table"
        label = "表"
        template = "blocks/table.html"
        description = "行と列で比べるとき。見出しの行を選んでください。"
        preview_value = {
            "data": [["区分", "窓口"], ["手当", "子育ての窓口"]],
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
        }


class DocumentBlock(blocks.StructBlock):
    """A file to download; type and size are printed beside it."""

    document = DocumentChooserBlock(label="文書")
    label = blocks.CharBlock(required=False, max_length=100, label="リンクの文字")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        return {**context, "is_shown": may_show(value["document"], parent_context)}

    class Meta:
        icon = "doc-full"
        label = "ファイル"
        template = "blocks/document.html"
        preview_value = None
        description = "ダウンロードできるファイル。種類と大きさは自動で出ます。"
