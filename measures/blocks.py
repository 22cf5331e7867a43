"""What the lists of a measure are made of. None of them may state an amount."""

from typing import Any

from wagtail import blocks

from cms.core.blocks.choices import NamedChoiceBlock, YesNoBlock
from cms.core.blocks.text import refuse_amounts
from cms.core.facts import FactBlock, FactChooserBlock
from cms.core.languages import other_languages
from measures.choices import Channel


class WordsBlock(blocks.CharBlock):
    """A short text without amounts."""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        refuse_amounts(cleaned)
        return cleaned


class LineBlock(WordsBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 120, **kwargs})

    class Meta:
        icon = "list-ul"
        label = "項目"
        template = "measures/blocks/line.html"
        preview_value = "18歳になった年度の末までのお子さんを育てている"
        description = "短い一文。一つのことだけを書きます。"


class Way(blocks.StructValue):
    @property
    def channel_words(self) -> str:
        return str(Channel(self["channel"]).label)


class WayBlock(blocks.StructBlock):
    """One way or step of applying."""

    channel = NamedChoiceBlock(Channel.choices, default=Channel.DESK, label="方法")
    text = WordsBlock(max_length=200, label="すること")
    url = blocks.URLBlock(required=False, label="手続きのページのアドレス")

    class Meta:
        icon = "list-ul"
        label = "申し込みのしかた"
        template = "measures/blocks/way.html"
        value_class = Way
        preview_value = {"channel": "desk", "text": "市区町村の窓口で申し込みます。", "url": ""}
        description = "申し込みの方法。どれか一つでできるものを並べます。"


class DocumentBlock(blocks.StructBlock):
    """One thing to bring, where to get it, and what will do instead."""

    name = WordsBlock(max_length=60, label="書類の名前")
    where = WordsBlock(required=False, max_length=120, label="手に入るところ")
    alternative = WordsBlock(required=False, max_length=120, label="代わりになるもの")

    class Meta:
        icon = "doc-full"
        label = "書類"
        template = "measures/blocks/document.html"
        preview_value = {"name": "戸籍謄本", "where": "本籍地の市区町村", "alternative": ""}
        description = "持っていくもの。なくても相談できることが伝わるように、代わりも書きます。"


class AmountBlock(blocks.StructBlock):
    """A dated amount. measures.presenters prints the values of a page's blocks in one query."""

    parameter = FactChooserBlock("measures.Parameter", label="日付つきの金額")
    label = WordsBlock(max_length=60, label="何の額か")
    note = WordsBlock(required=False, max_length=120, label="説明")

    class Meta:
        icon = "decimal"
        label = "金額"
        preview_value = None
        description = "「日付つきの金額」から選びます。数字はここには書きません。"


class OptionBlock(blocks.StructBlock):
    """The words of one option of a question."""

    key = FactBlock(max_length=40, label="記号", help_text="判定が使う記号。変えません。")
    label = blocks.CharBlock(max_length=60, label="ことば")

    class Meta:
        icon = "list-ul"
        label = "選択肢"
        preview_value = {"key": "divorced", "label": "離婚した"}
        description = "訪問者が読むことば。記号は変えずに、ことばだけを直します。"


class TranslatedOptionBlock(OptionBlock):
    """Other languages need more letters than Japanese."""

    label = blocks.CharBlock(max_length=120, label="ことば")


class QuestionWordsBlock(blocks.StructBlock):
    """A whole question in one other language."""

    language = NamedChoiceBlock(other_languages, label="言語")
    text = blocks.CharBlock(max_length=200, label="質問の文")
    name = blocks.CharBlock(
        max_length=80, label="短い名前", help_text="「あなたの答え」の一覧に出ます。"
    )
    why_we_ask = blocks.CharBlock(required=False, max_length=300, label="なぜ聞くか")
    options = blocks.ListBlock(TranslatedOptionBlock(), default=[], label="選択肢のことば")
    is_checked = YesNoBlock(
        required=False,
        label="訳を確認した",
        help_text="印がないあいだ、訳は未確認（要確認）です。言葉の分かる人が読んだら、印を付けます。",
    )

    class Meta:
        icon = "language"
        label = "ほかの言語のことば"
        preview_value = {
            "language": "en",
            "text": "Where do you live?",
            "name": "Where you live",
            "why_we_ask": "",
            "options": [],
            "is_checked": False,
        }
        description = "一つの言語で読むことば。足りないものがあれば、日本語で出ます。"
