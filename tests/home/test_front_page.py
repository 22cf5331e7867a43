"""What a visitor finds on the front page and on the pages around it."""

from datetime import date

import pytest
from django.test import Client

from home.models import SiteMapPage
from home.presenters import headline_sentences
from tests.builders import add_page, home_of, make_news, make_standard_page
from tests.reading import links_of, main_heading, page_of, words


@pytest.fixture
def visitor() -> Client:
    return Client()


def test_the_headline_has_a_line_for_each_sentence():
    headline = "ひとりで、がんばりすぎないで。使える支援を、いっしょに探します。"
    assert headline_sentences(headline) == [
        "ひとりで、がんばりすぎないで。",
        "使える支援を、いっしょに探します。",
    ]
    assert headline_sentences("One. Two") == ["One.", "Two"]


def test_needs_come_first_and_lead_to_the_measures(visitor, site):
    page = page_of(visitor.get("/"))
    second_headings = [words(heading) for heading in page.find_all("h2")]
    needs = [address for address in links_of(page.main).values() if "need=" in address]
    assert needs == [
        f"/measures/?need={need}"
        for need in ("money", "housing", "work", "children", "child_support", "talk")
    ]
    assert len(second_headings) == len(set(second_headings))


def test_the_town_is_found_without_a_script(visitor, site):
    form = page_of(visitor.get("/")).main.find("form", action="/directory/")
    field = form.find("input", attrs={"name": "q"})
    assert form["method"] == "get"
    assert form.find("label", attrs={"for": field["id"]})


def test_the_way_out_is_a_plain_link_before_everything_else(visitor, site):
    page = page_of(visitor.get("/"))
    way_out = page.find("a", attrs={"rel": "noreferrer"})
    assert way_out["href"].startswith("https://")
    assert way_out.find_previous("header") is None


def test_news_are_listed_newest_first(visitor, site):
    make_news(site, title="古いお知らせ", slug="old", published_on=date(2026, 4, 1))
    make_news(site, title="新しいお知らせ", slug="new", published_on=date(2026, 11, 1))
    listed = list(links_of(page_of(visitor.get("/news/")).main))
    assert listed.index("新しいお知らせ") < listed.index("古いお知らせ")
    assert "新しいお知らせ" in links_of(page_of(visitor.get("/")).main)


def test_a_list_without_news_says_so(visitor, site):
    make_news(site, title="消えるお知らせ", slug="gone", published_on=date(2026, 4, 1)).delete()
    assert page_of(visitor.get("/news/")).main.find("p", class_="notice__title")


def test_the_safety_page_has_a_title_that_tells_nothing(visitor, site):
    make_standard_page(site, title="安全に使うために", slug="safety", look="safety")
    response = visitor.get("/safety/")
    title = page_of(response).title.get_text()
    assert main_heading(response) == "安全に使うために"
    assert "安全" not in title
    assert "ひとり親" not in title


def test_breadcrumbs_lead_back_to_the_front_page(visitor, site):
    make_standard_page(site)
    crumbs = page_of(visitor.get("/about/")).main.find("nav")
    assert list(links_of(crumbs).values()) == ["/"]
    assert words(crumbs.find(attrs={"aria-current": "page"})) == "このサイトについて"


def test_the_site_map_lists_pages_below_pages(visitor, site):
    add_page(home_of(site), SiteMapPage, title="サイトマップ", slug="site-map")
    about = make_standard_page(site)
    add_page(about, type(about), title="くわしい説明", slug="more")
    found = links_of(page_of(visitor.get("/site-map/")).main)
    assert found["くわしい説明"] == "/about/more/"
