"""The front page, standard pages and the site map."""

from datetime import date
from itertools import pairwise

import pytest

from home.models import HomePage, SiteMapPage, StandardPage
from home.presenters import headline_sentences
from measures.models import MeasureIndexPage
from tests.builders import (
    add_page,
    home_of,
    make_menu,
    make_news,
    make_standard_page,
    make_translation,
    make_user,
    restrict,
)
from tests.reading import links_of, main_heading, page_of, words

pytestmark = pytest.mark.django_db


def test_the_front_page_says_first_that_nobody_is_alone(client, site):
    assert main_heading(client.get("/")) == HomePage._meta.get_field("headline").default


def test_every_need_is_one_link_away(client, site):
    links = links_of(page_of(client.get("/")).main)
    needs = [url for url in links.values() if url.startswith("/measures/?need=")]
    assert len(needs) == len(set(needs)) == 6
    assert any("毎月のお金" in text for text in links)


def test_the_needs_of_another_language_stay_in_it(client, site):
    make_translation(home_of(site), "en", title="Home")
    links = links_of(page_of(client.get("/en/")).main).values()
    assert len([url for url in links if url.startswith("/en/measures/?need=")]) == 6
    assert not [url for url in links if url.startswith("/measures/")]


def test_a_town_can_be_looked_for_without_scripts(client, site):
    form = page_of(client.get("/")).main.find("form", action="/directory/")
    assert form["method"] == "get"
    field = form.find("input", attrs={"name": "q"})
    assert words(form.find("label", attrs={"for": field["id"]}))


def test_somebody_can_be_called_from_the_front_page(client, site):
    links = links_of(page_of(client.get("/")).main).values()
    assert [url for url in links if url.startswith("tel:")]


def test_the_front_page_leads_to_safety(client, site):
    links = links_of(page_of(client.get("/"))).values()
    assert "/safety/" in links


def test_headings_go_down_one_step_at_a_time(client, site):
    make_news(site, title="新しい窓口", slug="desk", published_on=date(2026, 11, 1))
    for address in ("/", "/news/", "/news/desk/"):
        levels = [
            int(tag.name[1])
            for tag in page_of(client.get(address)).main.find_all(["h1", "h2", "h3", "h4"])
        ]
        assert levels[0] == 1
        steps = pairwise(levels)
        assert all(after <= before + 1 for before, after in steps), address


@pytest.mark.parametrize(
    ("headline", "sentences"),
    [
        ("ひとりで。いっしょに。", ["ひとりで。", "いっしょに。"]),
        ("Alone? No.", ["Alone?", "No."]),
        ("一文だけ", ["一文だけ"]),
        ("", []),
    ],
)
def test_each_sentence_of_the_headline_has_a_line(headline, sentences):
    assert headline_sentences(headline) == sentences


def test_the_front_page_costs_the_same_for_3_and_30_news(
    client, site, django_assert_max_num_queries, django_assert_num_queries
):
    make_menu(site, [("お知らせ", "/news/")])
    for number in range(3):
        make_news(site, title=f"{number}", slug=f"n{number}", published_on=date(2026, 11, 1))
    client.get("/")
    with django_assert_max_num_queries(15) as few:
        client.get("/")
    expected = len(few)
    for number in range(3, 30):
        make_news(site, title=f"{number}", slug=f"n{number}", published_on=date(2026, 11, 1))
    client.get("/")
    with django_assert_num_queries(expected):
        client.get("/")


def test_the_list_of_news_costs_the_same_for_3_and_20(
    client, site, django_assert_max_num_queries, django_assert_num_queries
):
    for number in range(3):
        make_news(site, title=f"{number}", slug=f"n{number}", published_on=date(2026, 11, 1))
    client.get("/news/")
    with django_assert_max_num_queries(18) as few:
        client.get("/news/")
    expected = len(few)
    for number in range(3, 20):
        make_news(site, title=f"{number}", slug=f"n{number}", published_on=date(2026, 11, 1))
    client.get("/news/")
    with django_assert_num_queries(expected):
        client.get("/news/")


def body(*blocks: tuple[str, object]) -> list[dict]:
    return [{"type": kind, "value": value} for kind, value in blocks]


def test_a_standard_page_shows_its_body(client, site):
    make_standard_page(
        site,
        slug="about",
        introduction="はじめに",
        body=body(("heading", "運営"), ("paragraph", "<p>電話してください。</p>")),
    )
    page = page_of(client.get("/about/"))
    assert words(page.main.find("h2")) == "運営"
    assert "電話してください。" in words(page.main)
    assert "はじめに" in words(page.main)


def test_the_safety_page_has_a_title_that_says_nothing(client, site):
    """Somebody may look over the shoulder at the list of open tabs."""
    make_standard_page(site, title="安全に使うために", slug="safety", look="safety")
    page = page_of(client.get("/safety/"))
    assert "安全" not in words(page.title)
    assert "ひとり親" not in words(page.title)
    numbers = links_of(page.main).values()
    assert {"tel:110", "tel:%238008"} <= set(numbers)


def test_every_page_offers_the_way_out(client, site):
    make_standard_page(site, slug="about")
    for address in ("/", "/about/", "/nothing/", "/sign-in/"):
        links = links_of(page_of(client.get(address)))
        assert "/safety/" in links.values(), address
        assert any(url.startswith("https://www.jma.go.jp/") for url in links.values()), address


def test_breadcrumbs_lead_back(client, site):
    about = make_standard_page(site, title="このサイト", slug="about")
    add_page(about, StandardPage, title="運営", slug="operator")
    crumbs = page_of(client.get("/about/operator/")).main.find("nav")
    assert list(links_of(crumbs).values()) == ["/", "/about/"]
    assert words(crumbs.find(attrs={"aria-current": "page"})) == "運営"


@pytest.fixture
def site_map(site):
    about = make_standard_page(site, title="このサイト", slug="about")
    add_page(about, StandardPage, title="運営", slug="operator")
    member = make_standard_page(site, title="会員", slug="member")
    add_page(member, StandardPage, title="会員の下", slug="below")
    restrict(member)
    make_standard_page(site, title="下書き", slug="draft", live=False)
    return add_page(home_of(site), SiteMapPage, title="サイトマップ", slug="site-map")


def test_the_site_map_is_a_tree(client, site_map):
    main = page_of(client.get("/site-map/")).main
    inner = main.find("a", string="運営")
    assert words(inner.find_parent("ul").find_parent("li").find("a")) == "このサイト"
    assert {"会員", "会員の下", "下書き"}.isdisjoint(links_of(main))


def test_the_finder_stands_below_the_list_of_measures(client, site, site_map):
    add_page(home_of(site), MeasureIndexPage, title="支援をさがす", slug="measures")
    finder = page_of(client.get("/site-map/")).main.find("a", href="/measures/finder/")
    assert words(finder.find_parent("ul").find_parent("li").find("a")) == "支援をさがす"


def test_the_site_map_shows_members_theirs(client, site_map):
    client.force_login(make_user())
    assert {"会員", "会員の下"} <= set(links_of(page_of(client.get("/site-map/")).main))


def test_an_orphan_of_a_draft_is_not_lost_in_the_wrong_branch(client, site, site_map):
    draft = StandardPage.objects.get(slug="draft")
    add_page(draft, StandardPage, title="下書きの下", slug="below-draft")
    response = client.get("/site-map/")
    assert response.status_code == 200
    assert "下書きの下" not in links_of(page_of(response).main)


def test_the_site_map_costs_the_same_for_many_pages(
    client, site, site_map, django_assert_max_num_queries, django_assert_num_queries
):
    client.get("/site-map/")
    with django_assert_max_num_queries(15) as few:
        client.get("/site-map/")
    expected = len(few)
    for number in range(20):
        make_standard_page(site, slug=f"page-{number}")
    client.get("/site-map/")
    with django_assert_num_queries(expected):
        client.get("/site-map/")
