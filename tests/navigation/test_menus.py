"""Menus as visitors see them: their language, their rights, their place."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import override_settings

from cms.navigation.choices import MenuPlace
from cms.navigation.models import MenuItem
from tests.builders import (
    home_of,
    make_group,
    make_menu,
    make_standard_page,
    make_translation,
    make_user,
    restrict,
)
from tests.reading import links_of, navigation, page_of

pytestmark = pytest.mark.django_db


def main_menu(client, address: str = "/") -> dict[str, str]:
    """Words and addresses of the main row, whatever the interface calls it."""
    header = page_of(client.get(address)).find("main").find_previous("nav")
    return links_of(header)


def footer(client, address: str = "/") -> dict[str, str]:
    return links_of(page_of(client.get(address)).footer)


@pytest.fixture
def english(site):
    make_translation(home_of(site), "en", title="Home")
    return site


def test_the_main_menu_lists_its_links_in_order(client, site):
    about = make_standard_page(site, slug="about")
    make_menu(site, [("まちの窓口", "/directory/"), ("このサイト", about)])
    assert main_menu(client) == {"まちの窓口": "/directory/", "このサイト": "/about/"}
    assert list(main_menu(client)) == ["まちの窓口", "このサイト"]


def test_footer_columns_have_headings(client, site):
    place = MenuPlace.FOOTER
    make_menu(site, [("個人情報", "/privacy/")], place=place, title="このサイト", order=2)
    make_menu(site, [("検索", "/search/")], place=place, title="さがす", order=1)
    headings = [heading.get_text() for heading in page_of(client.get("/")).footer.find_all("h2")]
    assert headings == ["さがす", "このサイト"]
    assert footer(client)["個人情報"] == "/privacy/"


def test_addresses_follow_the_language(client, english):
    about = make_standard_page(english, slug="about")
    make_menu(english, [("Offices", "/directory/"), ("About", about)], language="en")
    assert main_menu(client, "/en/") == {"Offices": "/en/directory/", "About": "/en/about/"}


def test_a_language_without_menus_shows_the_japanese_ones_under_its_own_addresses(client, english):
    make_menu(english, [("まちの窓口", "/directory/")])
    assert main_menu(client, "/en/") == {"まちの窓口": "/en/directory/"}


def test_a_place_without_a_menu_in_the_language_falls_back_alone(client, english):
    make_menu(english, [("まちの窓口", "/directory/")])
    make_menu(english, [("個人情報", "/privacy/")], place=MenuPlace.FOOTER, title="このサイト")
    make_menu(english, [("Offices", "/directory/")], language="en")
    assert main_menu(client, "/en/") == {"Offices": "/en/directory/"}
    assert footer(client, "/en/")["個人情報"] == "/en/privacy/"


def test_a_private_page_is_not_in_the_menu_of_strangers(client, site):
    inside = make_standard_page(site, title="内部", slug="inside")
    restrict(inside, make_group("検証班"))
    make_menu(site, [("内部の資料", inside), ("窓口", "/directory/")])
    assert list(main_menu(client)) == ["窓口"]
    reader = make_user()
    make_group("検証班", reader)
    client.force_login(reader)
    assert list(main_menu(client)) == ["内部の資料", "窓口"]


def test_an_unpublished_page_is_not_in_the_menu(client, site):
    draft = make_standard_page(site, slug="draft", live=False)
    make_menu(site, [("下書き", draft), ("窓口", "/directory/")])
    assert list(main_menu(client)) == ["窓口"]


def test_a_page_that_moves_takes_its_link_along(client, site):
    about = make_standard_page(site, slug="about")
    make_menu(site, [("このサイト", about)])
    about.slug = "about-us"
    about.save()
    assert main_menu(client) == {"このサイト": "/about-us/"}


def test_links_to_other_sites_are_left_alone(client, english):
    make_menu(english, [("こども家庭庁", "https://www.cfa.go.jp/")])
    assert main_menu(client, "/en/") == {"こども家庭庁": "https://www.cfa.go.jp/"}


def test_the_entry_of_the_section_one_is_in_is_marked(client, english):
    about = make_standard_page(english, slug="about")
    make_menu(english, [("このサイト", about), ("窓口", "/directory/"), ("ホーム", "/")])
    for address in ("/about/", "/en/about/"):
        page = page_of(client.get(address))
        marked = page.find("main").find_previous("nav").find_all(attrs={"aria-current": True})
        assert [link.get_text() for link in marked] == ["このサイト"]


def test_another_sites_menu_is_not_shown(client, site):
    from wagtail.models import Site

    other = Site.objects.create(hostname="other.example", root_page=home_of(site))
    make_menu(other, [("よそ", "/elsewhere/")])
    make_menu(site, [("窓口", "/directory/")])
    assert list(main_menu(client)) == ["窓口"]


@override_settings(ALLOWED_HOSTS=["*"])
def test_menus_cost_the_same_for_three_and_thirty_links(
    client, site, django_assert_max_num_queries, django_assert_num_queries
):
    pages = [make_standard_page(site, slug=f"page-{number}") for number in range(30)]
    make_menu(site, [(page.slug, page) for page in pages[:3]])
    client.get("/")
    with django_assert_max_num_queries(15) as few:
        client.get("/")
    expected = len(few)
    make_menu(site, [(page.slug, page) for page in pages[3:]], order=1)
    client.get("/")
    with django_assert_num_queries(expected):
        assert len(main_menu(client)) == 30


@pytest.mark.parametrize("has_page", [True, False])
def test_an_entry_has_exactly_one_target(site, has_page):
    menu = make_menu(site, [("窓口", "/directory/")])
    page = make_standard_page(site) if has_page else None
    item = MenuItem(menu=menu, label="案内", page=page, path="/about/" if has_page else "")
    with pytest.raises(ValidationError) as refused:
        item.full_clean()
    assert any("どちらか一つ" in message for message in refused.value.messages)
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()


@pytest.mark.parametrize(
    "path",
    [
        "javascript:alert(1)",
        "http://plain.example/",
        "directory/",
        "data:text/html,x",
        "tel:110",
        "//evil.example/",
        "/\\evil.example/",
    ],
)
def test_addresses_of_other_kinds_are_refused(site, path):
    menu = make_menu(site, [("窓口", "/directory/")])
    with pytest.raises(ValidationError) as refused:
        MenuItem(menu=menu, label="案内", path=path).full_clean()
    assert "https://" in refused.value.message_dict["path"][0]


def test_an_address_of_ours_is_accepted(site):
    menu = make_menu(site, [("窓口", "/directory/")])
    MenuItem(menu=menu, label="案内", path="/measures/finder/").full_clean()


def test_navigation_is_named_for_screen_readers(client, site):
    make_menu(site, [("窓口", "/directory/")])
    names = [nav.get("aria-label") for nav in page_of(client.get("/")).find_all("nav")]
    assert all(names)
    assert navigation(client.get("/"), names[-1]) is not None
