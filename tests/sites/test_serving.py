"""Two sites in three languages as visitors and machines read them."""

import json
from urllib.parse import urlencode

import pytest
from django.test import Client

from cms.core.models import SiteSettings
from home.models import NewsIndexPage, NewsPage, StandardPage
from measures.models import MeasurePage
from tests.builders import (
    add_page,
    home_of,
    make_banner,
    make_measure,
    make_news,
    make_standard_page,
    make_translation,
)
from tests.core.test_addresses import alternates, canonical
from tests.core.test_site_addresses import sitemap
from tests.reading import links_of, page_of

pytestmark = pytest.mark.django_db

MAIN = "http://127.0.0.1:8000"  # the configured address of the portal
HERE = "http://tokyo.example"


@pytest.fixture
def notice(tokyo):
    index = NewsIndexPage.objects.child_of(home_of(tokyo)).get()
    return add_page(index, NewsPage, title="東京のお知らせ", slug="own", published_on="2026-05-02")


def title(response) -> str:
    return page_of(response).find("h1").get_text()


def test_each_host_shows_its_own_front_page(client, visitor, tokyo):
    brand = page_of(visitor.get("/")).find(class_="brand__name").get_text()
    assert "東京都のひとり親サポート" in brand
    assert "東京都" not in page_of(client.get("/")).find(class_="brand__name").get_text()


@pytest.mark.parametrize(("prefix", "lang"), [("", "ja"), ("/en", "en"), ("/ja-simple", "ja")])
def test_front_pages_say_their_language_and_their_own_address(visitor, tokyo, prefix, lang):
    response = visitor.get(f"{prefix}/")
    assert response.status_code == 200
    assert page_of(response).html["lang"] == lang
    assert canonical(response) == f"{HERE}{prefix}/"
    assert alternates(response) == {
        "ja": f"{HERE}/",
        "en": f"{HERE}/en/",
        "x-default": f"{HERE}/",
    }


def test_a_language_without_words_shows_the_own_japanese_front_page(visitor, tokyo):
    response = visitor.get("/vi/")
    assert response.status_code == 200
    assert canonical(response) == f"{HERE}/"


def test_a_shared_page_opens_on_both_and_has_one_canonical_address(client, visitor, tokyo):
    response = visitor.get("/about/")
    assert title(response) == title(client.get("/about/"))
    assert canonical(response) == f"{MAIN}/about/"
    assert visitor.get("/en/about/").status_code == 200, "in Japanese with a notice"


def test_a_shared_measure_names_the_national_portal_in_every_language(visitor, tokyo, main):
    measure = make_measure(main, slug="teate")
    make_translation(measure.get_parent(), "en", title="Measures")
    make_translation(measure, "en", title="Allowance")
    for prefix in ("", "/en"):
        response = visitor.get(f"{prefix}/measures/teate/")
        assert canonical(response) == f"{MAIN}{prefix}/measures/teate/"
        assert alternates(response)["en"] == f"{MAIN}/en/measures/teate/"


def test_links_of_a_shared_page_stay_on_the_site(visitor, tokyo, main):
    measure = make_measure(main, slug="teate")
    page = page_of(visitor.get("/measures/"))
    assert page.find("main").find("a", href="/measures/teate/")
    assert MeasurePage.objects.get(pk=measure.pk).url == "/measures/teate/"
    assert not page.find("body").find("a", href=lambda target: (target or "").startswith(MAIN))


def test_links_that_editors_chose_lead_to_the_right_site(client, visitor, notice, main):
    about = StandardPage.objects.get(slug="about")
    links = [{"label": each.title, "page": each.pk, "url": ""} for each in (about, notice)]
    body = json.dumps([{"type": "links", "value": links}])
    make_standard_page(main, slug="onward", body=body)
    targets = links_of(page_of(visitor.get("/en/onward/")).find("main"))
    assert targets[about.title] == "/en/about/"
    assert targets[notice.title] == "/en/news/own/"
    national = links_of(page_of(client.get("/onward/")).find("main"))
    assert national[about.title] == "/about/"
    assert national[notice.title] == f"{HERE}/news/own/"


def test_a_page_of_its_own_takes_the_place_of_the_shared_one(client, visitor, tokyo):
    add_page(home_of(tokyo), StandardPage, title="東京都について", slug="about")
    assert title(visitor.get("/about/")) == "東京都について"
    assert canonical(visitor.get("/about/")) == f"{HERE}/about/"
    assert title(client.get("/about/")) != "東京都について"


def test_news_are_each_site_s_own(client, visitor, notice):
    assert visitor.get("/news/own/").status_code == 200
    assert client.get("/news/own/").status_code == 404
    assert client.get("/news/whole/").status_code == 200
    assert visitor.get("/news/whole/").status_code == 404
    listed = visitor.get("/news/").content.decode()
    assert "東京のお知らせ" in listed
    assert "全国のお知らせ" not in listed
    feed = visitor.get("/feeds/news.xml").content.decode()
    assert "東京のお知らせ" in feed
    assert "全国のお知らせ" not in feed


def test_the_language_switch_keeps_the_place_and_the_host(visitor, notice):
    page = page_of(visitor.get("/news/own/?page=2"))
    english = page.find(class_="languages").find("a", lang="en")
    assert english["href"] == "/en/news/own/?page=2"
    assert visitor.get(english["href"]).status_code == 200


def test_each_sitemap_holds_its_own_pages_alone(client, visitor, notice):
    own, national = sitemap(visitor), sitemap(client)
    assert f"{HERE}/news/own/" in own
    assert f"{HERE}/en/" in own
    assert not set(own) & set(national)
    assert all(address.startswith(f"{HERE}/") for address in own)
    assert "http://testserver/news/whole/" in national
    assert not any("own" in address for address in national)


def test_robots_names_the_sitemap_of_the_host(visitor, tokyo):
    assert f"Sitemap: {HERE}/sitemap.xml" in visitor.get("/robots.txt").content.decode()


def test_the_site_map_for_people_lists_shared_and_own_pages(client, visitor, notice):
    add_page(home_of(notice.get_site()), StandardPage, title="都の案内", slug="guide")
    words = visitor.get("/site-map/").content.decode()
    for shown in ("東京のお知らせ", "都の案内", "このサイトについて"):
        assert shown in words
    assert "全国のお知らせ" not in words
    assert "都の案内" not in client.get("/site-map/").content.decode()


def test_the_search_finds_own_news_and_shared_pages_alone(client, visitor, notice, main):
    make_standard_page(main, title="説明会の読み方", slug="reading")
    make_news(main, title="全国の説明会", slug="meeting", published_on="2026-05-01")
    fields = {"slug": "tokyo-meeting", "published_on": "2026-05-01"}
    add_page(notice.get_parent(), NewsPage, title="東京の説明会", **fields)
    address = f"/search/?{urlencode({'q': '説明会'})}"
    here, elsewhere = visitor.get(address).content.decode(), client.get(address).content.decode()
    assert "/reading/" in here
    assert "/news/tokyo-meeting/" in here
    assert "/news/meeting/" not in here
    assert "/reading/" in elsewhere
    assert "/news/meeting/" in elsewhere
    assert "tokyo-meeting" not in elsewhere


def test_suggestions_know_the_site(client, visitor, notice):
    def suggested(reader):
        answer = json.loads(reader.get("/search/suggest/?q=東京のお知らせ").content)
        return [each["url"] for each in answer["suggestions"]]

    assert "/news/own/" in suggested(visitor)
    assert "/news/own/" not in suggested(client)


def test_banners_and_settings_are_each_site_s_own(client, visitor, tokyo):
    make_banner(tokyo, title="東京の大雨")
    SiteSettings.objects.get(site=tokyo).save()
    page = page_of(visitor.get("/"))
    assert "東京の大雨" in page.get_text()
    assert page.html["data-brand"] == "blue"
    national = page_of(client.get("/"))
    assert "東京の大雨" not in national.get_text()
    assert "data-brand" not in national.html.attrs


def test_cookies_belong_to_one_host(visitor, tokyo):
    response = visitor.get("/sign-in/")
    assert response.cookies
    assert all(not cookie["domain"] for cookie in response.cookies.values())


def test_an_unknown_host_shows_the_national_portal_or_nothing(tokyo, settings):
    stranger = Client(SERVER_NAME="unknown.example")
    assert "東京都" not in title(stranger.get("/"))
    settings.ALLOWED_HOSTS = ["tokyo.example"]
    assert stranger.get("/").status_code == 400


@pytest.mark.parametrize("address", ["/", "/en/", "/about/", "/news/", "/news/own/", "/site-map/"])
def test_pages_cost_few_queries(visitor, notice, address, django_assert_max_num_queries):
    visitor.get(address)
    with django_assert_max_num_queries(15):
        assert visitor.get(address).status_code == 200
