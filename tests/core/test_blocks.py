"""Blocks: what editors pick renders its sample, refuses what it must, leaves no empty tags."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from wagtail.blocks import StructBlockValidationError
from wagtail.models import Site

from cms.core.blocks import BodyBlock
from cms.core.blocks.links import ContactBlock, LinkBlock, LinksBlock
from cms.core.blocks.media import DocumentBlock, ImageBlock, TableBlock
from cms.core.blocks.text import (
    RICH_TEXT_FEATURES,
    CalloutBlock,
    ListBlock,
    ParagraphBlock,
    ProseBlock,
    StepsBlock,
)
from tests.builders import make_document, make_image, make_standard_page
from tests.reading import links_of, words

CHILDREN = BodyBlock().child_blocks
TEXT_BLOCKS = sorted(set(CHILDREN) - {"image", "document"})
MAY_BE_EMPTY = {"img", "use", "wbr", "br", "source", "td", "th", "col", "input", "path"}


def rendered(block, value) -> BeautifulSoup:
    request = RequestFactory().get("/")
    return BeautifulSoup(
        block.render(block.to_python(value), context={"request": request}), "html.parser"
    )


def empty_tags(html: BeautifulSoup) -> list[str]:
    return [
        str(tag)
        for tag in html.find_all(True)
        if tag.name not in MAY_BE_EMPTY and not words(tag) and not tag.find(MAY_BE_EMPTY)
    ]


@pytest.mark.parametrize("name", TEXT_BLOCKS)
def test_every_block_renders_its_sample(name):
    block = CHILDREN[name]
    value = block.normalize(block.get_preview_value())
    html = BeautifulSoup(block.render(value), "html.parser")
    assert words(html)
    assert empty_tags(html) == []


@pytest.mark.parametrize("name", sorted(CHILDREN))
def test_every_block_is_introduced_to_editors(name):
    meta = CHILDREN[name].meta
    assert meta.icon not in ("", "placeholder")
    assert meta.label
    assert meta.description.endswith(("。", "）"))


def test_the_body_keeps_the_order_of_its_parts():
    body = BodyBlock()
    value = body.to_python(
        [
            {"type": "heading", "value": "流れ"},
            {"type": "paragraph", "value": "<p>電話します。</p>"},
            {"type": "list", "value": ["通帳"]},
        ]
    )
    html = BeautifulSoup(str(value), "html.parser")
    assert [tag.name for tag in html.find_all(["h2", "p", "li"])] == ["h2", "p", "li"]


def test_a_contact_without_note_leaves_no_empty_line():
    html = rendered(ContactBlock(), {"name": "DV相談ナビ", "phone": "#8008", "note": ""})
    assert "tel:%238008" in links_of(html).values()
    assert empty_tags(html) == []


def test_a_contact_says_who_is_called_and_when():
    value = {"name": "DV相談ナビ", "phone": "#8008", "note": "24時間"}
    html = rendered(ContactBlock(), value)
    assert "DV相談ナビ" in next(iter(links_of(html)))
    assert "24時間" in words(html)


def test_a_callout_without_heading_has_none():
    value = {"kind": "warning", "title": "", "text": "<p>先に相談してください。</p>"}
    html = rendered(CalloutBlock(), value)
    assert words(html) == "先に相談してください。"
    assert empty_tags(html) == []


def test_a_step_without_explanation_has_none():
    html = rendered(StepsBlock(), [{"title": "電話する", "text": ""}])
    assert [words(step) for step in html.ol.find_all("li")] == ["電話する"]
    assert empty_tags(html) == []


def test_what_editors_type_is_escaped():
    html = rendered(ListBlock(), ["<script>alert(1)</script>"])
    assert html.find("script") is None
    assert "<script>" in words(html)


def test_rich_text_keeps_only_what_is_allowed():
    value = ParagraphBlock(features=RICH_TEXT_FEATURES).value_from_form("<p>a</p>")
    assert "a" in str(value)
    assert {"image", "embed", "h2"}.isdisjoint(RICH_TEXT_FEATURES)


@pytest.mark.parametrize("text", ["<p>月に43,160円です</p>", "<p>費用の６割</p>"])
def test_prose_refuses_amounts(text):
    block = ProseBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(block.normalize(text))
    assert "日付つきの金額" in str(refused.value)


def test_prose_without_amounts_is_kept():
    block = ProseBlock()
    assert "電話" in str(block.clean(block.normalize("<p>電話してください。</p>")).source)


def test_a_link_has_exactly_one_target(site):
    page, block = make_standard_page(site), LinkBlock()
    for target in ({"page": None, "url": ""}, {"page": page, "url": "https://www.cfa.go.jp/"}):
        with pytest.raises(StructBlockValidationError) as refused:
            block.clean(block.normalize({"label": "案内", **target}))
        assert "どちらか一つ" in str(refused.value.non_block_errors[0])
    kept = block.clean(block.normalize({"label": "案内", "page": page, "url": ""}))
    assert kept["page"].pk == page.pk


def test_links_lead_to_pages_and_other_sites(site):
    page = make_standard_page(site, slug="about")
    Site.clear_site_root_paths_cache()
    html = rendered(
        LinksBlock(),
        [
            {"label": "このサイト", "page": page.pk, "url": ""},
            {"label": "こども家庭庁", "page": None, "url": "https://www.cfa.go.jp/"},
        ],
    )
    assert links_of(html) == {"このサイト": "/about/", "こども家庭庁": "https://www.cfa.go.jp/"}


def test_a_link_to_a_deleted_page_disappears(site):
    page = make_standard_page(site, slug="about")
    value = [
        {"label": "消えたページ", "page": page.pk, "url": ""},
        {"label": "こども家庭庁", "page": None, "url": "https://www.cfa.go.jp/"},
    ]
    page.delete()
    assert list(links_of(rendered(LinksBlock(), value))) == ["こども家庭庁"]


def test_a_table_names_its_columns():
    value = {
        "data": [["区分", "窓口"], ["手当", None], ["<b>住まい</b>", "住宅課"]],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
    }
    html = rendered(TableBlock(), value)
    assert [words(cell) for cell in html.find_all("th", scope="col")] == ["区分", "窓口"]
    assert html.find("b") is None, "cells are text"
    assert "None" not in words(html)


@pytest.mark.django_db
def test_a_picture_has_its_words_and_no_empty_caption():
    picture = make_image(title="IMG_2041.jpg", credit="")
    value = {"image": picture.pk, "alternative": "窓口で話す親子", "caption": ""}
    html = rendered(ImageBlock(), value)
    assert html.img["alt"] == "窓口で話す親子"
    assert html.img["width"]
    assert html.img["height"]
    assert html.find("figcaption") is None
    value["alternative"] = ""
    assert rendered(ImageBlock(), value).img["alt"] == "", "not the name of the file"


@pytest.mark.django_db
def test_a_picture_names_who_made_it():
    value = {"image": make_image(credit="写真：市").pk, "alternative": "", "caption": "入口"}
    caption = rendered(ImageBlock(), value).figcaption
    assert words(caption) == "入口 写真：市"


@pytest.mark.django_db
def test_a_file_says_its_kind_and_size():
    document = make_document(title="申請書", name="form.pdf", content=b"%PDF-1.4 " + b"x" * 2048)
    html = rendered(DocumentBlock(), {"document": document.pk, "label": ""})
    assert links_of(html) == {"申請書": document.url}
    assert "PDF" in words(html)
    assert "2.0" in words(html)
