"""News: newest first, in pages of twenty, as a feed, and never what is not for everybody."""

import xml.etree.ElementTree as ElementTree
from datetime import date, timedelta

import pytest

from home.models import NewsIndexPage
from tests.builders import (
    home_of,
    make_news,
    make_translation,
    make_user,
    restrict,
)
from tests.reading import links_of, page_of, words

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
DAY = date(2026, 11, 1)


def headlines(response) -> list[str]:
    """Titles of the news below /news/ in the order of the page."""
    links = page_of(response).main.find_all("a", href=True)
    return [
        words(link)
        for link in links
        if link["href"].startswith("/news/") and link["href"] != "/news/"
    ]


def feed(client) -> ElementTree.Element:
    response = client.get("/feeds/news.xml")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def titles(root: ElementTree.Element) -> list[str]:
    return [entry.find("a:title", ATOM).text for entry in root.findall("a:entry", ATOM)]


@pytest.fixture
def news(site):
    """新しい, 古い, 同じ日 (later of two on one day), 内部 (restricted), 下書き."""
    make_news(site, title="古い", slug="old", published_on=DAY - timedelta(days=10))
    make_news(site, title="新しい", slug="new", published_on=DAY, introduction="はじめの文")
    make_news(site, title="同じ日", slug="same-day", published_on=DAY)
    restrict(make_news(site, title="内部", slug="internal", published_on=DAY))
    make_news(site, title="下書き", slug="draft", published_on=DAY, live=False)
    return site


def test_the_newest_comes_first(client, news):
    assert headlines(client.get("/news/")) == ["同じ日", "新しい", "古い"]


def test_the_front_page_shows_three(client, news):
    make_news(news, title="もっと新しい", slug="newer", published_on=DAY + timedelta(days=1))
    assert headlines(client.get("/")) == ["もっと新しい", "同じ日", "新しい"]


def test_signed_in_readers_see_more(client, news):
    client.force_login(make_user())
    assert "内部" in headlines(client.get("/news/"))
    assert "内部" in headlines(client.get("/"))


def test_a_front_page_without_news_has_no_empty_box(client, site):
    headings = [words(heading) for heading in page_of(client.get("/")).find_all("h2")]
    assert "お知らせ" not in headings


def test_days_are_written_out(client, news):
    days = [words(tag) for tag in page_of(client.get("/news/")).find_all("time")]
    assert days[0] == "2026年11月1日"


def test_long_lists_have_pages(client, site):
    for number in range(45):
        make_news(site, title=f"{number}", slug=f"n{number}", published_on=DAY + timedelta(number))
    first, last = client.get("/news/"), client.get("/news/?page=3")
    assert headlines(first)[0] == "44"
    assert len(headlines(first)) == 20
    assert headlines(last) == ["4", "3", "2", "1", "0"]
    assert "?page=2" in links_of(page_of(first)).values()


@pytest.mark.parametrize("page", ["0", "-1", "999", "abc", "\x00", "１", "9" * 400, ""])
def test_no_page_number_is_a_failure(client, news, page):
    response = client.get("/news/", {"page": page})
    assert response.status_code == 200
    assert headlines(response)


def test_the_feed_is_atom_and_complete(client, news):
    root = feed(client)
    assert titles(root) == ["同じ日", "新しい", "古い"]
    entry = root.findall("a:entry", ATOM)[1]
    assert entry.find("a:link", ATOM).get("href") == "http://testserver/news/new/"
    assert entry.find("a:summary", ATOM).text == "はじめの文"
    assert entry.find("a:published", ATOM).text.startswith("2026-11-01T09:00:00+09:00")
    assert entry.find("a:id", ATOM).text
    assert root.find("a:title", ATOM).text == "お知らせ"
    assert root.find("a:updated", ATOM) is not None


def test_private_news_are_in_nobodys_feed(client, news):
    client.force_login(make_user())
    assert "内部" not in titles(feed(client))


def test_the_feed_is_japanese_and_short(client, news):
    make_translation(home_of(news), "en", title="Home")
    make_translation(NewsIndexPage.objects.get(), "en", title="News")
    for number in range(25):
        make_news(news, title=f"{number}", slug=f"n{number}", published_on=DAY + timedelta(number))
    assert len(titles(feed(client))) == 20


def test_the_feed_of_an_empty_site_is_valid(client, site):
    assert titles(feed(client)) == []


def test_the_list_names_its_feed(client, news):
    link = page_of(client.get("/news/")).find("link", type="application/atom+xml")
    assert link["href"] == "/feeds/news.xml"
