"""The words of the demonstration's pages are what an editor could have saved."""

import json

import pytest

from cms.core.amounts import amounts_in
from cms.core.blocks import BodyBlock
from cms.demo.build import CONTENT, folder
from home.models import StandardPage

PAGES = {words["slug"]: words for words in folder("pages")}


def test_the_pages_that_menus_link_to_exist():
    assert {"about", "accessibility", "privacy", "safety"} <= set(PAGES)
    assert PAGES["safety"]["look"] == StandardPage.Look.SAFETY


@pytest.mark.parametrize("slug", sorted(PAGES))
@pytest.mark.django_db
def test_every_block_passes_the_checks_of_the_editor(slug):
    block = BodyBlock()
    body = PAGES[slug]["body"]
    assert block.clean(block.to_python(body))
    assert len(block.to_python(body)) == len(body), "a block type is unknown"


@pytest.mark.parametrize("slug", sorted(PAGES))
def test_no_page_states_an_amount_and_sentences_stay_short(slug):
    source = (CONTENT / "pages" / f"{slug}.json").read_text(encoding="utf-8")
    assert amounts_in(source) == []
    assert len(PAGES[slug]["introduction"]) <= 100
    assert json.loads(source)["title"]
