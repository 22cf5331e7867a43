"""Two sites in three languages, link by link: no wrong language, no dead switch."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from bench.finder_pages import ADDRESS, P1
from cms.core.calendar import now
from cms.core.languages import address_in, html_language, without_language_prefix
from measures.finder.journey import Journey
from tests.reading import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
CRAWLED = ("ja", "ja-simple", "en")
MAIN, TOKYO = "testserver", "tokyo.localhost"
MOST = 60  # pages of one language: entrances first, then what they lead to
LEFT_OUT = ("/admin/", "/files/", "/media/", "/static/", "/feeds/", "/sign-in/", "/staff/")
NAMES = dict(settings.LANGUAGES)


def crawl(client, code):
    """Address → parsed page, breadth first from the front page of a language."""
    waiting, seen = [address_in("/", code)], {}
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        if address in seen:
            continue
        response = client.get(address)
        if response.status_code == 302 or "text/html" not in response.headers["Content-Type"]:
            continue
        assert response.status_code == 200, address
        seen[address] = page_of(response)
        main = seen[address].find("main")
        links = [link["href"] for link in main.find_all("a", href=True)] if main else []
        waiting += [link for link in map(inner, links) if link]
    return seen


def inner(link: str) -> str:
    """The path of a link of ours without its query, or nothing."""
    parts = urlsplit(link)
    path = without_language_prefix(parts.path)
    is_ours = not parts.netloc and parts.path.startswith("/") and not path.startswith(LEFT_OUT)
    return (
        parts.path if is_ours and not path.endswith((".ics", ".po", "/calendar/", "/feed/")) else ""
    )


@pytest.fixture(params=[MAIN, TOKYO])
def visitor(request):
    """A client of the national portal, and one of the site of 東京都."""
    return Client(SERVER_NAME=request.param)


@pytest.mark.parametrize("code", CRAWLED)
def test_every_page_is_in_its_language_and_leads_on(visitor, code):
    host = visitor.defaults["SERVER_NAME"]
    main = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    pages = crawl(visitor, code)
    assert len(pages) >= 40
    for address, page in pages.items():
        assert page.html["lang"] == html_language(code), address
        stands_in = page.find(class_="notice--untranslated") is not None
        canonical = page.find("link", rel="canonical")
        if canonical and not stands_in:
            named = urlsplit(canonical["href"])
            assert named.path == address, address
            assert named.hostname in (host, main), "its own page, or a shared one of the main site"
        alternates = {
            link["hreflang"]: link["href"]
            for link in page.find_all("link", hreflang=True)
            if "alternate" in link["rel"]
        }
        if alternates:
            assert "x-default" in alternates, address
            assert html_language("ja") in alternates, address
            assert "ja-simple" not in alternates
            assert len(set(alternates.values())) >= len(alternates) - 1, address
            hosts = {urlsplit(link).hostname for link in alternates.values()}
            assert not canonical or stands_in or hosts == {named.hostname}, address
        if code == "en" and stands_in:
            heading = page.find("h1")
            assert heading.find_parent(attrs={"lang": True})["lang"] == "ja", address


def test_no_switch_is_dead_and_what_hreflang_names_answers(visitor):
    """From a page of every kind into all configured languages."""
    kinds = ("/", "/measures/", "/measures/jido-fuyo-teate/", "/directory/132012/", "/search/?q=a")
    for address in (*kinds, "/measures/finder/", "/companies/", "/events/", "/about/"):
        page = page_of(visitor.get(address))
        switch = {
            link["href"]
            for link in page.find_all("a", hreflang=True)
            if link.get_text().strip() in NAMES.values()
        }
        assert len(switch) == len(NAMES), address
        for link in switch:
            assert visitor.get(link).status_code == 200, link
        for link in page.find_all("link", hreflang=True):
            answer = visitor.get(urlsplit(link["href"]).path)
            assert answer.status_code == 200, link
            assert not answer.headers.get("X-Robots-Tag"), link


def test_every_alternate_of_the_sitemap_answers_in_its_language(visitor):
    entries = page_of(visitor.get("/sitemap.xml")).find_all("url")
    translated = [entry for entry in entries if len(entry.find_all("xhtml:link")) > 1]
    assert len(translated) >= (8 if visitor.defaults["SERVER_NAME"] == MAIN else 1)
    for entry in translated[:40]:
        for link in entry.find_all("xhtml:link"):
            response = visitor.get(urlsplit(link["href"]).path)
            assert response.status_code == 200, link
            if link["hreflang"] != "x-default":
                assert page_of(response).html["lang"] == link["hreflang"]


def test_answers_of_the_finder_go_on_in_another_language(client):
    screens = ("urgent", "children", "situation", "area", "money", "work")
    state = Journey(P1, screens).seal(at=now())
    japanese = page_of(client.post(ADDRESS, {"state": state, "do": "results"}))
    button = japanese.find("button", attrs={"formaction": f"/en{ADDRESS}"})
    form = button.find_parent("form")
    kept = form.find("input", attrs={"name": "state"})["value"]
    english = page_of(client.post(button["formaction"], {"state": kept, "do": button["value"]}))
    assert english.html["lang"] == "en"
    found = len(japanese.select("article.result"))
    assert len(english.select("article.result")) == found >= 30
