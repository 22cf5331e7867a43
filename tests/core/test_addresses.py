"""Canonical addresses and hreflang in the head of a page."""

from cms.core.addresses import alternates_for
from tests.builders import home_of, make_locale, make_standard_page, make_translation
from tests.reading import page_of

ORIGIN = "http://testserver"


def canonical(response) -> str | None:
    link = page_of(response).find("link", rel="canonical")
    return link["href"] if link else None


def alternates(response) -> dict[str, str]:
    found = page_of(response).find_all("link", rel="alternate", hreflang=True)
    assert len(found) == len({link["hreflang"] for link in found})
    return {link["hreflang"]: link["href"] for link in found}


def test_a_page_names_itself_without_its_query_string(client, site):
    make_standard_page(site, slug="about")
    assert canonical(client.get("/about/?utm_source=mail")) == f"{ORIGIN}/about/"


def test_translations_point_at_each_other_and_japanese_is_the_default(client, site):
    make_translation(home_of(site), "en", title="Home")
    page = make_standard_page(site, slug="about")
    make_translation(page, "en", title="About")
    expected = {
        "ja": f"{ORIGIN}/about/",
        "en": f"{ORIGIN}/en/about/",
        "x-default": f"{ORIGIN}/about/",
    }
    assert alternates(client.get("/about/")) == expected
    assert alternates(client.get("/en/about/")) == expected
    assert canonical(client.get("/en/about/")) == f"{ORIGIN}/en/about/"


def test_a_page_in_one_language_has_no_alternates(client, site):
    make_standard_page(site, slug="about")
    assert alternates(client.get("/about/")) == {}


def test_an_untranslated_address_names_the_japanese_page(client, site):
    make_translation(home_of(site), "en", title="Home")
    make_standard_page(site, slug="about")
    response = client.get("/en/about/")
    assert canonical(response) == f"{ORIGIN}/about/"
    assert "en" not in alternates(response)


def test_an_alias_names_the_page_it_shows(client, site):
    home = home_of(site)
    home.copy_for_translation(make_locale("vi"), alias=True)
    response = client.get("/vi/")
    assert response.status_code == 200
    assert canonical(response) == f"{ORIGIN}/"
    assert "vi" not in alternates(response)


def test_a_draft_translation_is_no_alternate(client, site):
    make_translation(home_of(site), "en", title="Home")
    page = make_standard_page(site, slug="about")
    draft = make_translation(page, "en", title="About")
    draft.live = False
    draft.save()
    assert alternates(client.get("/about/")) == {}


def test_plain_japanese_has_no_tag_of_its_own():
    found = alternates_for(ORIGIN, "/about/", ["ja", "ja-simple", "zh-hans"])
    assert [item.lang for item in found] == ["ja", "zh-Hans", "x-default"]
    assert alternates_for(ORIGIN, "/about/", ["ja", "ja-simple"]) == ()


def test_open_graph_says_what_the_page_is(client, site):
    make_standard_page(site, title="制度", slug="about", search_description="短い説明")
    page = page_of(client.get("/about/"))
    assert page.find("meta", property="og:title")["content"] == "制度"
    assert page.find("meta", property="og:url")["content"] == f"{ORIGIN}/about/"
    assert page.find("meta", attrs={"name": "description"})["content"] == "短い説明"


def test_missing_pages_have_no_canonical_address(client, site):
    response = client.get("/nothing/")
    assert canonical(response) is None
    assert page_of(response).find(attrs={"name": "robots"})["content"] == "noindex"
