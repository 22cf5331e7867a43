"""Whether a PDF can be the ground of a template: its page has the size the template says."""

from typing import Any

from cms.assets.tasks import facts_of

NEAR = 1.0  # mm

NO_PDF = "PDFを選んでください。"
UNREADABLE = "このPDFは読み取れません。もとのアプリでPDFとして書き出し直してください。"
NOT_ONE = "1ページだけのPDFにしてください（いまは{pages}ページ）。"
NO_BLEED = (
    "塗り足しがありません（仕上がり{width:g}×{height:g}mmだけ）。"
    "塗り足し{bleed:g}mmまで描いて、「裁ち落としあり」で書き出してください。"
)
OTHER_SIZE = (
    "大きさが合いません。このPDFは{width:g}×{height:g}mmです。"
    "仕上がり{trim_width:g}×{trim_height:g}mmに、塗り足し{bleed:g}mmを足したものにしてください。"
)


def problem_of(document: Any, *, width: float, height: float, bleed: float) -> str:
    """Why ``document`` cannot be the ground of a template of that size (mm); empty when it can."""
    if document.file_extension.lower() not in ("ai", "pdf"):
        return NO_PDF
    facts = facts_of(document)
    if not facts:
        return UNREADABLE
    if facts["pages"] != 1:
        return NOT_ONE.format(**facts)
    if _is_size(facts, width, height):
        lacks = facts["bleed"] + NEAR < bleed
        return NO_BLEED.format(width=width, height=height, bleed=bleed) if lacks else ""
    if _is_size(facts, width + 2 * bleed, height + 2 * bleed):
        return ""
    found = {"width": facts["width"], "height": facts["height"]}
    return OTHER_SIZE.format(trim_width=width, trim_height=height, bleed=bleed, **found)


def _is_size(facts: dict[str, Any], width: float, height: float) -> bool:
    return abs(facts["width"] - width) <= NEAR and abs(facts["height"] - height) <= NEAR
