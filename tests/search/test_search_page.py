"""/search/ as visitors see it."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.search.models import ZeroResultQuery
from tests.builders import (
    home_of,
    make_area,
    make_group,
    make_measure,
    make_news,
    make_office,
    make_prefecture,
    make_standard_page,
    make_synonym,
    make_translation,
    make_user,
    restrict,
)
from tests.companies.builders import make_employer
from tests.reading import links_of, page_of, words

SEARCH = "/search/"
MEASURE = "ひとり親の毎月の手当（児童扶養手当）"


@pytest.fixture
def town(site):
    """A town with a measure, a desk, news and a page to find."""
    hachioji = make_area(postal_codes=("1920046",))
    make_measure(site, title="ひとり親の毎月の手当", official_name="児童扶養手当")
    make_office(hachioji, name="子育て支援課", description="手当と養育費の相談を受けます。")
    make_news(
        site,
        title="手当の支給日",
        slug="payday",
        published_on=date(2026, 11, 1),
        introduction="5月",
    )
    make_standard_page(site, title="手当のことば", slug="words")
    return hachioji


def ask(client, query="", **parameters):
    response = client.get(SEARCH, {"q": query, **parameters})
    assert response.status_code == 200
    return page_of(response)


def found(page):
    """Titles of the results with their addresses."""
    return {words(heading): heading.a["href"] for heading in page.main.find_all("h3") if heading.a}


def groups(page):
    return [words(heading) for heading in page.main.select("section section h2")]


def text_of(page):
    return words(page.main)


def test_results_are_grouped_in_the_order_that_helps(client, town):
    page = ask(client, "手当")
    assert groups(page) == ["支援", "窓口", "お知らせ", "そのほかのページ"]
    results = found(page)
    assert results[MEASURE] == "/measures/jido-fuyo-teate/"
    assert results["手当の支給日"] == "/news/payday/"
    assert results["手当のことば"] == "/words/"


def test_what_was_typed_is_kept_and_marked(client, town):
    page = ask(client, "手当")
    assert page.find("input", attrs={"name": "q"})["value"] == "手当"
    assert {words(mark) for mark in page.main.find_all("mark")} == {"手当"}


@pytest.mark.parametrize(
    "query", ["児童扶養手当", "ｼﾞﾄﾞｳﾌﾖｳ", "じどうふようてあて", "児童扶養手当て", "児童不要手当"]
)
def test_a_measure_is_found_by_its_official_name_however_it_is_written(client, town, query):
    assert next(iter(found(ask(client, query)))) == MEASURE


def test_a_synonym_is_applied(client, town):
    make_synonym("母子手当", "児童扶養手当")
    assert MEASURE in found(ask(client, "母子手当"))


@pytest.mark.parametrize(
    "query", ["八王子", "はちおうじ", "192-0046", "１９２００４６", "八王子市"]
)
def test_a_place_leads_to_its_page(client, town, query):
    page = ask(client, query)
    first, address = next(iter(found(page).items()))
    assert "八王子市" in first
    assert address == f"/directory/{town.code6}/"
    assert "子育て支援課" in found(page)


def test_a_place_and_a_topic(client, town):
    page = ask(client, "八王子 手当")
    results = found(page)
    assert next(iter(results.values())) == f"/directory/{town.code6}/"
    assert {"子育て支援課", MEASURE} <= set(results)
    assert "八王子 手当" in text_of(page)


def test_two_towns_of_one_name_are_both_offered(client, town):
    tokyo = make_area("13206", "府中市", "ふちゅうし")
    hiroshima = make_prefecture("34000", "広島県", "ひろしまけん")
    other = make_area("34208", "府中市", "ふちゅうし", parent=hiroshima)
    page = ask(client, "府中市")
    addresses = links_of(page.main).values()
    assert {f"/directory/{tokyo.code6}/", f"/directory/{other.code6}/"} <= set(addresses)
    assert "東京都府中市" in text_of(page)
    assert "広島県府中市" in text_of(page)


def test_one_section_is_shown_on_pages(client, site, town):
    for number in range(12):
        make_standard_page(site, title=f"手当の例 {number}", slug=f"example-{number}")
    overview = ask(client, "手当")
    everything = next(
        address
        for text, address in links_of(overview.main).items()
        if "13" in text and "そのほか" in text
    )
    first = ask(client, "手当", section="pages")
    assert "section=pages" in everything
    assert len(found(first)) == 10
    second = ask(client, "手当", section="pages", page="2")
    assert len(found(second)) == 3
    assert len(found(ask(client, "手当", section="pages", page="99"))) == 3
    assert len(found(ask(client, "手当", section="pages", page="x"))) == 10


def test_filters_show_what_they_would_find(client, town):
    page = ask(client, "手当")
    numbers = {words(link) for link in page.main.nav.find_all("a")}
    assert "支援 1" in numbers
    assert "窓口 1" in numbers


def test_a_prefecture_narrows_the_desks_not_the_nationwide_support(client, town):
    sapporo = make_area(
        "01100", "札幌市", "さっぽろし", parent=make_prefecture("01000", "北海道", "ほっかいどう")
    )
    make_office(sapporo, name="札幌の窓口", description="手当の相談")
    results = found(ask(client, "手当", prefecture=sapporo.prefecture.code6))
    assert "札幌の窓口" in results
    assert "子育て支援課" not in results
    assert MEASURE in results


def test_unknown_filters_are_no_filters(client, town):
    results = found(ask(client, "手当", section="secret", prefecture="999999"))
    assert MEASURE in results


def test_hits_of_some_words_are_said_to_be_so(client, town):
    page = ask(client, "手当 シュノーケル")
    assert MEASURE in found(page)
    assert "一部" in text_of(page)
    assert "一部" not in text_of(ask(client, "手当"))


def test_a_misspelt_name_is_understood(client, town):
    page = ask(client, "ひとりおやのまいつきのてあく")
    assert "もしかして" in text_of(page)
    address = links_of(page.main)["ひとり親の毎月の手当"]
    assert MEASURE in found(page_of(client.get(SEARCH + address)))


def test_nothing_found_leads_to_people_and_is_counted(client, town):
    page = ask(client, "シュノーケル")
    assert "見つかりませんでした" in text_of(page)
    assert "/directory/" in links_of(page.main).values()
    assert list(ZeroResultQuery.objects.values_list("text", "count")) == [("シュノーケル", 1)]


def test_filtered_searches_without_result_are_not_counted_and_offer_the_way_back(client, town):
    page = ask(client, "シュノーケル", section="news")
    assert any("section" not in a and "q=" in a for a in links_of(page.main).values())
    assert not ZeroResultQuery.objects.exists()


def test_the_entrance_offers_words(client, site):
    page = ask(client)
    assert any(address.startswith("?q=") for address in links_of(page.main).values())
    assert not ZeroResultQuery.objects.exists()


@pytest.mark.parametrize("query", ['"', "\x00", "　", "😀", "!!!", "のは"])
def test_nothing_to_search_for_is_said_kindly(client, town, query):
    page = ask(client, query)
    assert not found(page)
    assert page.find("input", attrs={"name": "q"}) is not None


def test_too_much_text_is_cut_and_said_so(client, town):
    page = ask(client, "手当" * 2500)
    assert "100" in text_of(page)
    assert len(page.find("input", attrs={"name": "q"})["value"]) == 100


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_searching_changes_nothing(client, site, method):
    assert getattr(client, method)(SEARCH).status_code == 405


def test_neither_robots_nor_shared_caches_keep_a_search(client, town):
    for address in (SEARCH, reverse("site_search:suggest")):
        response = client.get(address, {"q": "手当"})
        assert "private" in response.headers["Cache-Control"]
    response = client.get(SEARCH, {"q": "手当"})
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert page_of(response).find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_the_title_bar_does_not_tell_what_was_searched(client, town):
    assert "手当" not in words(ask(client, "手当").title)


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    query=st.text(max_size=150),
    section=st.sampled_from(["", "pages", "directory", "x"]),
    number=st.text(max_size=4),
)
def test_no_input_breaks_the_page(client, query, section, number):
    address = {"q": query, "section": section, "page": number, "prefecture": number}
    assert client.get(SEARCH, address).status_code == 200
    assert client.get(reverse("site_search:suggest"), {"q": query}).status_code == 200


class TestPrivacy:
    """A restricted page is found by its readers only: list, count, suggestion, spelling."""

    CANARY = "カナリヤ通知"

    @pytest.fixture
    def secret(self, site):
        page = make_standard_page(site, title=self.CANARY, slug="secret", introduction="手当の通知")
        staff = make_group("職員")
        restrict(page, staff)
        return staff

    def asked_by(self, client, reader, query):
        if reader:
            client.force_login(reader)
        return ask(client, query)

    @pytest.mark.parametrize("query", ["カナリヤ通知", "手当", "かなりや"])
    def test_visitors_do_not_find_it(self, client, secret, query):
        assert self.CANARY not in found(ask(client, query))

    def test_others_who_sign_in_do_not_find_it(self, client, secret):
        page = self.asked_by(client, make_user("other"), "手当")
        assert self.CANARY not in found(page)

    def test_its_readers_find_it(self, client, secret):
        reader = make_user("staff")
        secret.user_set.add(reader)
        page = self.asked_by(client, reader, "カナリヤ")
        assert self.CANARY in found(page)

    def test_it_is_never_suggested_not_even_to_its_readers(self, client, secret):
        reader = make_user("staff")
        secret.user_set.add(reader)
        client.force_login(reader)
        answer = client.get(reverse("site_search:suggest"), {"q": "カナリ"})
        assert answer.json() == {"suggestions": []}

    def test_drafts_are_found_by_nobody(self, client, site):
        make_standard_page(site, title=self.CANARY, slug="draft", live=False)
        assert self.CANARY not in found(ask(client, "カナリヤ"))


class TestLanguages:
    def test_a_translation_is_found_in_its_language(self, client, site):
        make_translation(home_of(site), "en", title="Home")
        page = make_standard_page(site, title="手当のことば", slug="words")
        make_translation(page, "en", title="Words about allowances")
        make_standard_page(site, title="allowances in Japanese only", slug="japanese")
        response = client.get("/en/search/", {"q": "allowances"})
        results = found(page_of(response))
        assert results["Words about allowances"] == "/en/words/"
        assert results["allowances in Japanese only"] == "/en/japanese/"
        assert "Words about allowances" not in found(ask(client, "allowances"))


class TestSuggestions:
    def suggested(self, client, query):
        answer = client.get(reverse("site_search:suggest"), {"q": query})
        assert answer.status_code == 200
        return answer.json()["suggestions"]

    @pytest.mark.parametrize("query", ["児童扶", "じどうふ", "毎月の", "ジドウ"])
    def test_names_are_suggested_from_any_word_in_writing_and_in_sound(self, client, town, query):
        (first, *_) = self.suggested(client, query)
        assert first["text"] == MEASURE
        assert first["url"] == "/measures/jido-fuyo-teate/"
        assert first["label"]

    def test_there_are_at_most_eight(self, client, site):
        for number in range(12):
            make_measure(site, title=f"手当の例 {number}", slug=f"example-{number}")
        assert len(self.suggested(client, "手当")) == 8

    @pytest.mark.parametrize("query", ["", "手", '"', "\x00\x00", "😀😀", "シュノーケル"])
    def test_nothing_is_suggested_for_nothing(self, client, town, query):
        assert self.suggested(client, query) == []


def test_more_pages_cost_no_more_queries(client, site, town, django_assert_max_num_queries):
    def fill(start, end):
        for number in range(start, end):
            make_standard_page(site, title=f"手当の例 {number}", slug=f"example-{number}")

    fill(0, 12)
    ask(client, "手当")
    with django_assert_max_num_queries(15) as few:
        ask(client, "手当")
    fill(12, 40)
    with django_assert_max_num_queries(len(few)):
        ask(client, "手当")


@pytest.mark.parametrize("query", ["八王子市 手当", "手当の支給", "手当"])
def test_more_rooms_cost_few_queries(client, site, town, query, django_assert_max_num_queries):
    """Five groups and a place: what each room admits is asked of all of them at once."""
    make_employer(site, title="株式会社見本手当", business="手当の計算と支給", areas=(town,))
    ask(client, query)
    with django_assert_max_num_queries(15):
        page = ask(client, query)
    assert len(groups(page)) == 5
