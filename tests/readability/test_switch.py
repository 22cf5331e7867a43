"""One switch for the whole site: who sees readings, what caches keep, where they never stand."""

import pytest
from django.core.cache import cache
from django.test import Client

from cms.readability.models import Reading
from tests.builders import make_area, make_locale, make_standard_page, make_translation

COPY = "下田さんが児童の相談を受けます。"


@pytest.fixture
def talk(site):
    return make_standard_page(site, title="児童の相談", slug="talk", introduction=COPY)


def switch(client: Client, wanted: str = "on", back: str = "/talk/"):
    return client.post("/furigana/", {"furigana": wanted, "next": back})


def directives(response) -> set[str]:
    return {part.strip() for part in response.headers["Cache-Control"].split(",")}


def test_readings_are_off_until_somebody_switches_them_on(client, talk):
    before = client.get("/talk/")
    assert "<ruby>" not in before.content.decode()
    assert "furigana.css" not in before.content.decode()
    answer = switch(client)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/talk/"
    after = client.get("/talk/").content.decode()
    assert "<ruby>児童<rp>" in after
    assert "furigana.css" in after
    assert "<title>児童の相談" in after
    assert 'content="児童の相談"' in after
    switch(client, "off")
    assert "<ruby>" not in client.get("/talk/").content.decode()


def test_it_works_for_a_browser_that_proves_its_forms(talk):
    client = Client(enforce_csrf_checks=True)
    assert switch(client).status_code == 303
    assert "<ruby>" in client.get("/talk/").content.decode()


def test_nothing_remains_when_the_browser_is_closed(client, talk):
    cookie = switch(client).cookies["furigana"]
    assert (cookie["expires"], cookie["max-age"]) == ("", "")
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_plain_japanese_has_readings_from_the_beginning_and_can_lose_them(client, site):
    from tests.builders import home_of

    make_locale("ja-simple")
    make_translation(home_of(site), "ja-simple", title="相談")
    assert "<ruby>" in client.get("/ja-simple/").content.decode()
    switch(client, "off")
    assert "<ruby>" not in client.get("/ja-simple/").content.decode()


def test_other_languages_have_neither_switch_nor_readings(client, site):
    from tests.builders import home_of

    make_translation(home_of(site), "en", title="児童 Home")
    switch(client)
    content = client.get("/en/").content.decode()
    assert "<ruby>" not in content
    assert "/furigana/" not in content


def test_the_button_says_whether_it_is_pressed(client, talk):
    assert 'aria-pressed="false"' in client.get("/talk/").content.decode()
    switch(client)
    assert 'aria-pressed="true"' in client.get("/talk/").content.decode()


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "/\t/evil.example/",
        "javascript:alert(1)",
        "",
        "talk/",
        "/" + "a" * 3000,
    ],
)
def test_the_way_back_never_leaves_the_site(client, talk, back):
    assert switch(client, back=back).headers["Location"] == "/"


def test_the_way_back_keeps_what_was_asked(client, talk):
    answer = switch(client, back="/search/?q=%E5%AE%B6&page=2")
    assert answer.headers["Location"] == "/search/?q=%E5%AE%B6&page=2"


def test_nonsense_and_reading_the_address_change_nothing(client, talk):
    assert "furigana" not in switch(client, "<b>").cookies
    assert client.get("/furigana/").headers["Location"] == "/"


def test_a_shared_cache_never_mixes_both_kinds_of_page(client, talk):
    plain = client.get("/talk/")
    assert directives(plain) == {"public", "max-age=60"}
    assert "Cookie" in plain.headers["Vary"]
    switch(client)
    chosen = client.get("/talk/")
    assert directives(chosen) == {"private", "max-age=60"}
    assert "Cookie" in chosen.headers["Vary"]
    assert chosen.headers["ETag"] != plain.headers["ETag"]
    assert int(chosen.headers.get("Content-Length", len(chosen.content))) == len(chosen.content)


def test_pages_that_nobody_may_keep_stay_so(client, site):
    switch(client)
    assert {"private", "no-store"} <= directives(client.get("/sign-in/"))


def test_what_machines_read_holds_no_readings(client, talk):
    switch(client)
    for address in ("/sitemap.xml", "/robots.txt", "/feeds/news.xml"):
        assert b"<ruby>" not in client.get(address).content


def test_an_editor_s_reading_shows_at_once(client, talk):
    switch(client)
    assert "しもだ" in client.get("/talk/").content.decode()
    entry = Reading.objects.create(word="下田", reading="しもた")
    assert "しもた" in client.get("/talk/").content.decode()
    entry.delete()
    assert "しもた" not in client.get("/talk/").content.decode()


def test_names_of_towns_are_read_as_the_towns_are(client, site):
    make_area("13999", "相談市", "あいたんし")
    make_standard_page(site, title="町", slug="town", introduction="相談市の窓口です。")
    switch(client)
    assert "あいたんし" in client.get("/town/").content.decode()


def test_a_place_that_is_renamed_is_read_by_its_new_name(client, site):
    """As many places as before: the names themselves are asked."""
    town = make_area("13999", "相談市", "あいたんし")
    make_standard_page(site, title="町", slug="town", introduction="相談市の窓口です。")
    switch(client)
    client.get("/town/")
    type(town).objects.filter(pk=town.pk).update(kana="さがたんし")
    cache.clear()  # a minute later
    assert "さがたんし" in client.get("/town/").content.decode()


def test_readings_cost_few_queries(client, talk, django_assert_max_num_queries):
    switch(client)
    client.get("/talk/")
    with django_assert_max_num_queries(15):
        client.get("/talk/")
