"""The language switch keeps the place and names every language in itself."""

import pytest
from django.conf import settings

from cms.navigation.links import language_links
from tests.builders import home_of, make_standard_page, make_translation
from tests.reading import page_of


def switch(response) -> dict[str, str]:
    """Addresses of the switch by the language's own name."""
    names = dict(settings.LANGUAGES).values()
    links = page_of(response).find_all("a", lang=True)
    return {link.get_text().strip(): link["href"] for link in links if link.get_text() in names}


@pytest.mark.django_db
def test_the_switch_offers_every_language_at_the_same_place(client, site):
    make_translation(home_of(site), "en", title="Home")
    make_standard_page(site, slug="about")
    expected = {
        name: "/about/" if code == "ja" else f"/{code}/about/" for code, name in settings.LANGUAGES
    }
    assert switch(client.get("/about/")) == expected
    assert switch(client.get("/en/about/")) == expected


@pytest.mark.django_db
def test_the_switch_is_there_on_missing_pages(client, site):
    assert switch(client.get("/nothing/"))["English"] == "/en/nothing/"


@pytest.mark.django_db
def test_the_present_language_is_marked(client, site):
    make_translation(home_of(site), "en", title="Home")
    page = page_of(client.get("/en/"))
    current = {link["hreflang"] for link in page.find_all("a", attrs={"aria-current": "true"})}
    assert current == {"en"}


def test_names_are_marked_with_their_language():
    links = {link.code: link for link in language_links("/measures/")}
    assert links["zh-hans"].lang == "zh-Hans"
    assert links["ja-simple"].lang == "ja"
    assert links["tl"].lang == "fil"
    assert links["ja"].current
    assert not links["en"].current


@pytest.mark.django_db
def test_a_search_and_a_town_stay_when_the_language_changes(client, site):
    links = switch(client.get("/search/", {"q": "児童 & 手当", "section": "measures"}))
    query = "?q=%E5%85%90%E7%AB%A5+%26+%E6%89%8B%E5%BD%93&section=measures"
    assert links["English"] == f"/en/search/{query}"
    assert links["日本語"] == f"/search/{query}"


def test_what_stands_in_a_query_leads_to_no_other_site():
    links = language_links("//evil.example/", "next=//evil.example/")
    assert all(link.url.startswith("/") and not link.url.startswith("//") for link in links)
