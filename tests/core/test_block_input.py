"""Blocks as a hostile form sends them: refused with 400, nothing stored that breaks its page."""

import json

import pytest
from django.core.exceptions import SuspiciousOperation
from django.urls import reverse

from cms.core.blocks.media import TableBlock
from cms.core.blocks.text import RICH_TEXT_FEATURES, ParagraphBlock
from home.models import StandardPage
from tests.builders import make_admin, make_standard_page

PARAGRAPH, TABLE = ParagraphBlock(features=RICH_TEXT_FEATURES), TableBlock()


def content(text="窓口です", **entity):
    """Contentstate of one paragraph, all of it the words of ``entity`` where one is given."""
    ranges = [{"offset": 0, "length": len(text), "key": 0}] if entity else []
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    return {
        "blocks": [{**block, "entityRanges": ranges}],
        "entityMap": {"0": {"mutability": "MUTABLE", **entity}} if entity else {},
    }


def read(block, sent):
    return block.value_from_datadict({"x": json.dumps(sent)}, {}, "x")


BROKEN_TEXTS = [
    content(type="DOCUMENT", data={"id": "abc"}),
    content(type="DOCUMENT", data={"id": "9" * 23}),
    content(type="LINK", data={"linkType": "page", "id": "abc"}),
    content(type="LINK", data={"linkType": "page", "id": None}),
    {**content(), "blocks": [{**content()["blocks"][0], "entityRanges": [{"key": 7}]}]},
    {"blocks": 5},
    [],
    "words",
]
BROKEN_TABLES = [5, [1, 2], "words", {}, {"data": 5}, {"data": [1, 2]}, {"data": [[{}]]}]


@pytest.mark.parametrize("sent", BROKEN_TEXTS)
def test_a_text_of_another_shape_is_refused(sent):
    with pytest.raises(SuspiciousOperation):
        read(PARAGRAPH, sent)


@pytest.mark.parametrize("sent", BROKEN_TABLES)
def test_a_table_of_another_shape_is_refused(sent):
    with pytest.raises(SuspiciousOperation):
        read(TABLE, sent)


@pytest.mark.parametrize("written", ["", "{", "null" * 2, "[" * 100_000])
@pytest.mark.parametrize("block", [PARAGRAPH, TABLE])
def test_what_is_no_json_is_refused(block, written):
    if block is PARAGRAPH and not written:
        return  # an empty paragraph is empty
    with pytest.raises(SuspiciousOperation):
        block.value_from_datadict({"x": written}, {}, "x")


def test_half_of_a_sign_is_dropped_and_the_rest_is_kept():
    source = read(PARAGRAPH, content("あ\ud83dい\x00う 👪")).source
    assert "あいう 👪" in source
    table = read(TABLE, {"data": [["\ud800a", None, 5]], "table_caption": "表\udfff"})
    assert (table["data"], table["table_caption"]) == ([["a", None, 5]], "表")
    json.dumps([source, table], ensure_ascii=False).encode()


def test_links_to_pages_and_files_are_kept():
    found = read(PARAGRAPH, content(type="LINK", data={"linkType": "page", "id": 12})).source
    assert 'linktype="page"' in found
    assert 'id="12"' in found


@pytest.mark.django_db
@pytest.mark.parametrize("sent", BROKEN_TEXTS[:3])
def test_the_editor_answers_400_and_keeps_the_page(client, site, sent):
    page = make_standard_page(site)
    client.force_login(make_admin())
    form = {
        "title": page.title,
        "slug": page.slug,
        "look": "plain",
        "body-count": "1",
        "body-0-type": "paragraph",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-id": "",
        "body-0-value": json.dumps(sent),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.post(edit, form).status_code == 400
    assert StandardPage.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id
    assert client.get(edit).status_code == 200
