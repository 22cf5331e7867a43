"""The interview of an employer: questions and answers, photographs with their rights."""

from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from cms.core.blocks.media import may_show
from cms.core.blocks.text import HeadingBlock, ParagraphBlock
from cms.core.facts import FactBlock
from cms.fields.days import DayBlock

FEATURES = ["bold"]


class AnswerBlock(blocks.StructBlock):
    """A question and what was answered."""

    question = blocks.CharBlock(max_length=120, label="質問")
    answer = ParagraphBlock(features=FEATURES, label="答え")
    speaker = blocks.CharBlock(
        required=False,
        max_length=60,
        label="話した人",
        help_text="名前を出してよいと本人が言ったときだけ名前。ふつうは「経理で働くAさん」のように。",
    )

    class Meta:
        icon = "help"
        label = "質問と答え"
        template = "companies/blocks/answer.html"
        description = "インタビューの質問ひとつと、その答え。"
        preview_value = {
            "question": "急な発熱のときは、どうしていますか。",
            "answer": "<p>朝に電話一本で休めます。仕事は二人で分けています。</p>",
            "speaker": "経理で働くAさん",
        }


class PhotoBlock(blocks.StructBlock):
    """A photograph with who agreed to it, when and until when; afterwards it is not shown."""

    image = ImageChooserBlock(label="写真")
    alternative = blocks.CharBlock(
        max_length=200, label="写真の説明（代替テキスト）", help_text="見えない人に伝わるように。"
    )
    caption = blocks.CharBlock(required=False, max_length=200, label="写真の下の文")
    agreed_by = FactBlock(
        max_length=80,
        label="同意した人",
        search_index=False,
        help_text="写っている人と撮った人。サイトには出ません。",
    )
    agreed_on = DayBlock(label="同意した日")
    until = DayBlock(
        required=False, label="使ってよい最後の日", help_text="次の日から写真は出なくなります。"
    )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        on, until = (parent_context or {}).get("on"), value["until"]
        is_agreed = until is None or (on is not None and on <= until)
        return {**context, "is_shown": is_agreed and may_show(value["image"], parent_context)}

    class Meta:
        icon = "image"
        label = "写真"
        template = "companies/blocks/photo.html"
        description = "写っている人の同意がある写真。期限が来ると出なくなります。"
        preview_value = None


class InterviewBlock(blocks.StreamBlock):
    heading = HeadingBlock(max_length=80)
    paragraph = ParagraphBlock(features=FEATURES)
    answer = AnswerBlock()
    photo = PhotoBlock()

    class Meta:
        icon = "openquote"
        label = "インタビュー"
        description = "働いている人と会社の話。"
        preview_value = [("heading", "朝の電話一本で休めます")]
