"""Pictures, tables and files."""

from typing import Any

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock as WagtailTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.assets.choices import Access


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


class TableBlock(WagtailTableBlock):
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
