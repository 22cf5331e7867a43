"""Ways onward: links and telephone numbers."""

from wagtail import blocks

from cms.core.facts import FactBlock


class LinkBlock(blocks.StructBlock):
    """One link to a page of ours or to another site, never to both."""

    label = blocks.CharBlock(
        max_length=80,
        label="リンクの文字",
        help_text="「こちら」ではなく、行き先の名前を書きます。",
    )
    page = blocks.PageChooserBlock(required=False, label="サイトの中のページ")
    url = blocks.URLBlock(required=False, label="ほかのサイトのアドレス")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["url"]):
            message = "ページかアドレスの、どちらか一つを入れてください。"
            raise blocks.StructBlockValidationError(non_block_errors=[message])
        return cleaned


class LinksBlock(blocks.ListBlock):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(LinkBlock(), **kwargs)

    class Meta:
        icon = "link"
        label = "リンク集"
        template = "blocks/links.html"
        preview_value = [{"label": "こども家庭庁", "page": None, "url": "https://www.cfa.go.jp/"}]
        description = "関係するページやサイトへのリンク。"


class ContactBlock(blocks.StructBlock):
    """A telephone number of a public line that is not in the directory."""

    name = blocks.CharBlock(max_length=60, label="名前")
    phone = FactBlock(max_length=20, label="電話番号", help_text="例：#8008、0120-279-889")
    note = blocks.CharBlock(required=False, max_length=120, label="時間などの説明")

    class Meta:
        icon = "mail"
        label = "電話"
        template = "blocks/contact.html"
        preview_value = {
            "name": "DV相談ナビ",
            "phone": "#8008",
            "note": "近くの相談窓口につながります",
        }
        description = "押すと電話がかかる番号。窓口の番号は「まちの窓口」に登録してください。"
