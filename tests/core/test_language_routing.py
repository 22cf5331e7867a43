"""What an address in another language answers: the translation, the Japanese page, or nothing."""

import pytest
from django.core.exceptions import ValidationError

from home.models import NewsIndexPage, NewsPage, StandardPage
from tests.builders import (
    add_page,
    home_of,
    make_locale,
    make_news,
    make_standard_page,
    make_translation,
    restrict,
)
from tests.reading import main_heading, page_of, words


@pytest.fixture
def english(site):
    """The site with an English front page and an untranslated page 「このサイトについて」."""
    make_standard_page(site, title="このサイトについて", slug="about")
    make_translation(home_of(site), "en", title="Home", headline="You are not alone")
    return site


def test_a_language_without_a_tree_is_missing_not_japanese(client, site):
    """Wagtail would serve the Japanese tree under /en/ with 200."""
    make_standard_page(site, slug="about")
    assert client.get("/en/").status_code == 404
    assert client.get("/en/about/").status_code == 404


def test_a_translation_is_served_as_a_page_of_its_language(client, english):
    response = client.get("/en/")
    assert main_heading(response) == "You are not alone"
    assert page_of(response).html["lang"] == "en"
    assert "X-Robots-Tag" not in response.headers
    assert page_of(response).find(attrs={"name": "robots"}) is None


def test_an_untranslated_page_is_shown_in_japanese_and_says_so(client, english):
    response = client.get("/en/about/")
    assert response.status_code == 200
    heading = page_of(response).find("h1")
    assert words(heading) == "このサイトについて"
    assert heading.find_parent(attrs={"lang": True})["lang"] == "ja"
    assert page_of(response).html["lang"] == "en"
    assert "not translated yet" in page_of(response).main.get_text()
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert page_of(response).find(attrs={"name": "robots"})["content"] == "noindex"


def test_the_same_page_in_japanese_has_no_notice(client, english):
    response = client.get("/about/")
    assert "not translated" not in page_of(response).main.get_text()
    assert "X-Robots-Tag" not in response.headers


def test_a_real_translation_below_is_preferred(client, english):
    make_translation(StandardPage.objects.get(slug="about"), "en", title="About this site")
    response = client.get("/en/about/")
    assert main_heading(response) == "About this site"
    assert "X-Robots-Tag" not in response.headers


def test_a_draft_translation_falls_back_to_japanese(client, english):
    page = make_translation(StandardPage.objects.get(slug="about"), "en", title="About this site")
    page.live = False
    page.save()
    response = client.get("/en/about/")
    assert main_heading(response) == "このサイトについて"


def test_an_alias_is_shown_in_japanese_with_the_notice(client, english):
    source = StandardPage.objects.get(slug="about")
    source.copy_for_translation(make_locale("en"), alias=True)
    response = client.get("/en/about/")
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "not translated yet" in page_of(response).main.get_text()


def test_pages_below_an_untranslated_section_are_found(client, english):
    make_news(english, title="新しい窓口", slug="new-desk", published_on="2026-11-01")
    response = client.get("/en/news/new-desk/")
    assert main_heading(response) == "新しい窓口"
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_pages_below_a_translated_section_are_found(client, english):
    news = make_news(english, title="新しい窓口", slug="new-desk", published_on="2026-11-01")
    make_translation(NewsIndexPage.objects.get(), "en", title="News")
    assert main_heading(client.get("/en/news/")) == "News"
    assert main_heading(client.get("/en/news/new-desk/")) == "新しい窓口"
    make_translation(news, "en", title="A new desk")
    assert main_heading(client.get("/en/news/new-desk/")) == "A new desk"


def test_a_page_that_exists_in_no_language_is_missing(client, english):
    assert client.get("/en/nothing/").status_code == 404
    assert client.get("/nothing/").status_code == 404


def test_an_english_only_page_is_missing_in_japanese(client, english):
    home = home_of(english).get_translation(make_locale("en"))
    add_page(home, StandardPage, title="For newcomers", slug="newcomers")
    assert client.get("/en/newcomers/").status_code == 200
    assert client.get("/newcomers/").status_code == 404


def test_the_japanese_tree_does_not_answer_under_its_own_code(client, english):
    assert client.get("/ja/about/").status_code == 404


def test_a_restricted_japanese_page_does_not_leak_through_the_fallback(client, english):
    page = make_standard_page(english, title="内部の資料", slug="internal")
    restrict(page)
    response = client.get("/en/internal/")
    assert response.status_code == 302
    assert "内部の資料" not in response.content.decode()


def test_an_unpublished_japanese_page_does_not_leak_through_the_fallback(client, english):
    make_standard_page(english, title="書きかけ", slug="draft", live=False)
    assert client.get("/en/draft/").status_code == 404


@pytest.mark.parametrize("slug", ["en", "ja-simple", "pt-br"])
def test_a_language_code_is_refused_as_a_slug(site, slug):
    page = StandardPage(title="英語", slug=slug, locale=make_locale("ja"))
    page.set_url_path(home_of(site))
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert "言語の記号" in refused.value.message_dict["slug"][0]


def test_a_page_knows_its_address_in_every_language(site):
    page = make_standard_page(site, slug="about")
    assert page.address("ja") == "/about/"
    assert page.address("en") == "/en/about/"
    assert page.address("ja-simple") == "/ja-simple/about/"


def test_cards_show_the_introduction_else_the_description(site):
    assert NewsPage(introduction="はじめ", search_description="説明").card_text == "はじめ"
    assert NewsPage(introduction="", search_description="説明").card_text == "説明"
