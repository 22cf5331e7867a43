"""The list of measures: by need, category and stage; what it hides; what it costs."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import gettext

from measures.listing import PER_PAGE, Filters, listed_measures, need_links
from tests.builders import (
    home_of,
    make_group,
    make_measure,
    make_translation,
    make_user,
    measure_index,
    restrict,
)
from tests.reading import links_of, main_heading, page_of, words

pytestmark = pytest.mark.django_db


def titles(response):
    return [words(heading) for heading in page_of(response).main.find_all("h4")]


@pytest.fixture
def three(site):
    make_measure(
        site, slug="shugaku-enjo", title="学用品の助け", needs=("children", "money"), number=56
    )
    make_measure(
        site,
        slug="koei-jutaku",
        title="公営住宅に早く入る",
        official_name="公営住宅の優先入居",
        category="living",
        needs=("housing",),
        stages=("considering", "newly"),
        number=22,
    )
    make_measure(site, number=45)
    return site


def test_everything_by_category_in_the_order_of_the_notice(client, three):
    response = client.get("/measures/")
    assert main_heading(response) == "支援をさがす"
    assert titles(response) == ["公営住宅に早く入る", "ひとり親の毎月の手当", "学用品の助け"]
    groups = [words(heading) for heading in page_of(response).main.find_all("h3")]
    assert groups == [gettext("Child care and daily life"), gettext("Money and allowances")]


def test_a_card_shows_the_everyday_name_the_official_one_and_the_summary(client, three):
    card = page_of(client.get("/measures/?need=housing")).main.find("article")
    assert links_of(card) == {"公営住宅に早く入る": "/measures/koei-jutaku/"}
    assert "公営住宅の優先入居" in words(card)
    assert "ひとりでお子さんを育てている方" in words(card)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("need=housing", ["公営住宅に早く入る"]),
        ("category=living", ["公営住宅に早く入る"]),
        ("stage=considering", ["公営住宅に早く入る"]),
        ("need=children&category=economic", ["学用品の助け"]),
        ("need=money", ["ひとり親の毎月の手当", "学用品の助け"]),  # its first need comes first
    ],
)
def test_filters_by_address(client, three, query, found):
    assert titles(client.get(f"/measures/?{query}")) == found


@pytest.mark.parametrize("value", ["nonsense", "お金", "%00", "x" * 5000, "😀", "money%27--"])
def test_an_unknown_choice_shows_everything_and_says_so(client, three, value):
    response = client.get(f"/measures/?need={value}&category=&stage=")
    assert response.status_code == 200
    assert len(titles(response)) == 3
    said = gettext("We do not know that choice. Here is everything else you chose.")
    assert said in words(page_of(response).main)


def test_nothing_found_offers_a_way_on(client, three):
    response = client.get("/measures/?need=housing&category=economic")
    links = links_of(page_of(response).main)
    assert titles(response) == []
    assert links[gettext("Show all support")] == "/measures/"
    assert links[gettext("Find the desk of your town")] == "/directory/"


def test_needs_carry_their_counts_beside_the_other_filters(three):
    measures = listed_measures(AnonymousUser(), "ja")
    counts = {link.key: link.count for link in need_links(measures, Filters())}
    assert counts == {
        "money": 2,
        "housing": 1,
        "work": 0,
        "children": 1,
        "child_support": 0,
        "talk": 0,
    }
    narrowed = {link.key: link for link in need_links(measures, Filters(stage="newly"))}
    assert narrowed["money"].count == 0
    assert narrowed["housing"].url == "/measures/?need=housing&stage=newly"


def test_the_form_keeps_what_was_chosen(client, three):
    form = page_of(client.get("/measures/?need=money&category=economic")).main.find("form")
    assert form["method"] == "get"
    assert form.find("input", attrs={"name": "need"})["value"] == "money"
    assert form.find("select", id="category").find(selected=True)["value"] == "economic"


def test_filters_read_only_what_they_know():
    read = Filters.read(QueryDict("need=money&need=housing&category=x&other=1"))
    assert read == Filters(need="housing", unknown=True)
    assert Filters.read(QueryDict("page=2")) == Filters()


def test_long_lists_have_pages(client, site):
    for number in range(PER_PAGE + 1):
        make_measure(site, slug=f"measure-{number}", number=number + 1, title=f"支援{number + 1}")
    first, second = client.get("/measures/?need=money"), client.get("/measures/?need=money&page=2")
    assert len(titles(first)) == PER_PAGE
    assert titles(second) == [f"支援{PER_PAGE + 1}"]
    links = links_of(page_of(first).main)
    assert links[gettext("Next page")] == "?need=money&page=2"
    assert client.get("/measures/?page=x").status_code == 200


def test_a_restricted_measure_is_listed_nowhere(client, three):
    secret = make_measure(
        three, slug="secret", title="秘密の支援", number=99, scope="national_entitlement"
    )
    staff = make_user("staff")
    restrict(secret, make_group("職員", staff))
    for address in ("/measures/", "/measures/?need=money", "/"):
        assert "秘密の支援" not in words(page_of(client.get(address)))
    assert "秘密の支援" not in client.get("/feeds/measures.xml").content.decode()
    links = need_links(listed_measures(AnonymousUser(), "ja"), Filters())
    assert {link.key: link.count for link in links}["money"] == 2
    client.force_login(staff)
    assert "秘密の支援" in words(page_of(client.get("/measures/")))


def test_a_draft_is_listed_nowhere(client, three):
    make_measure(three, slug="draft", title="下書きの支援").unpublish()
    assert "下書きの支援" not in words(page_of(client.get("/measures/")))
    assert "下書きの支援" not in client.get("/feeds/measures.xml").content.decode()


def test_another_language_lists_its_own_and_the_untranslated_ones(client, three):
    english = make_translation(home_of(three), "en", title="Home", headline="Hello")
    index = make_translation(measure_index(three), "en", title="Find support")
    page = measure_index(three).get_children().get(slug="jido-fuyo-teate").specific
    make_translation(page, "en", title="Child rearing allowance", summary="For single parents.")
    assert index.get_parent().specific == english
    response = client.get("/en/measures/")
    assert titles(response) == ["公営住宅に早く入る", "Child rearing allowance", "学用品の助け"]
    cards = page_of(response).main.find_all("article")
    assert [card.get("lang") for card in cards] == ["ja", None, "ja"]
    assert links_of(cards[0])["公営住宅に早く入る"] == "/en/measures/koei-jutaku/"
    with translation.override("en"):
        links = need_links(listed_measures(AnonymousUser(), "en"), Filters())
    assert {link.key: link.count for link in links}["money"] == 2


def test_the_same_queries_for_3_and_30_measures(client, site):
    def queries():
        client.get("/measures/")
        with CaptureQueriesContext(connection) as counted:
            client.get("/measures/")
        return len(counted)

    for number in range(3):
        make_measure(site, slug=f"few-{number}", number=number + 1)
    few = queries()
    for number in range(27):
        make_measure(site, slug=f"many-{number}", number=number + 10, category="living")
    assert queries() == few


def test_the_feed_has_the_newest_first(client, three):
    make_measure(three, slug="newest", title="新しい支援", official_name="新制度")
    feed = client.get("/feeds/measures.xml")
    assert feed["Content-Type"].startswith("application/atom+xml")
    text = feed.content.decode()
    assert text.index("新しい支援（新制度）") < text.index("学用品の助け")
    assert "/measures/newest/" in text


def test_home_shows_the_needs(client, three):
    links = links_of(page_of(client.get("/")).main)
    assert any(url == "/measures/?need=money" for url in links.values())
