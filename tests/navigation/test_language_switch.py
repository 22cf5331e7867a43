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


def test_query_strings_do_not_travel():
    """What was searched for is not sent along: the switch knows the path only."""
    assert all("?" not in link.url for link in language_links("/search/"))
