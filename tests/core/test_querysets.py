"""Who finds what: the one visibility rule."""

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page, PageViewRestriction

from cms.core.querysets import readable_pages
from home.models import StandardPage
from tests.builders import (
    add_page,
    home_of,
    make_admin,
    make_group,
    make_locale,
    make_standard_page,
    make_translation,
    make_user,
    restrict,
)


def titles(pages) -> set[str]:
    return set(pages.values_list("title", flat=True))


@pytest.fixture
def tree(site):
    """公開, 下書き, 会員 (signed in), 班 (one group) with a page below each restricted one."""
    make_standard_page(site, title="公開", slug="open")
    make_standard_page(site, title="下書き", slug="draft", live=False)
    member = make_standard_page(site, title="会員", slug="member")
    add_page(member, StandardPage, title="会員の下", slug="below")
    team = make_standard_page(site, title="班", slug="team")
    add_page(team, StandardPage, title="班の下", slug="below")
    restrict(member)
    restrict(team, make_group("検証班"))
    return site


def test_anonymous_readers_find_public_pages_only(tree):
    assert titles(StandardPage.objects.visible_to(AnonymousUser())) == {"公開"}


def test_signed_in_readers_also_find_pages_for_members(tree):
    found = StandardPage.objects.visible_to(make_user())
    assert titles(found) == {"公開", "会員", "会員の下"}


def test_members_of_the_group_find_its_pages_and_what_lies_below(tree):
    reader = make_user()
    make_group("検証班", reader)
    found = StandardPage.objects.visible_to(reader)
    assert titles(found) == {"公開", "会員", "会員の下", "班", "班の下"}


def test_members_of_another_group_find_nothing_of_it(tree):
    reader = make_user()
    make_group("別の班", reader)
    assert "班" not in titles(StandardPage.objects.visible_to(reader))


def test_superusers_find_everything_published(tree):
    found = StandardPage.objects.visible_to(make_admin())
    assert titles(found) == {"公開", "会員", "会員の下", "班", "班の下"}


def test_a_page_behind_a_shared_password_is_listed_for_nobody(site):
    page = make_standard_page(site, title="合言葉", slug="password")
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="opensesame"
    )
    assert titles(StandardPage.objects.visible_to(AnonymousUser())) == set()
    assert titles(StandardPage.objects.visible_to(make_admin())) == set()


def test_a_page_moved_below_a_restricted_one_disappears(tree):
    page = StandardPage.objects.get(title="公開")
    page.move(StandardPage.objects.get(title="会員"), pos="last-child")
    assert titles(StandardPage.objects.visible_to(AnonymousUser())) == set()


def test_a_restriction_does_not_close_a_sibling_with_a_longer_path(site):
    """Paths are compared from the start: 0001 must not close 00010001's neighbour 0002."""
    first = make_standard_page(site, title="一", slug="one")
    make_standard_page(site, title="二", slug="two")
    restrict(first)
    assert titles(StandardPage.objects.visible_to(AnonymousUser())) == {"二"}


def test_two_restrictions_must_both_admit(tree):
    """A group's page below a page for members: a stranger to the group finds neither."""
    team = StandardPage.objects.get(title="班")
    restrict(StandardPage.objects.get(title="班の下"), make_group("奥の班"))
    reader = make_user()
    make_group("奥の班", reader)
    assert team.get_children().count() == 1
    assert "班の下" not in titles(StandardPage.objects.visible_to(reader))


def test_readable_pages_mixes_types_and_leaves_out_the_root(tree):
    found = readable_pages(AnonymousUser())
    assert titles(found) == {"ひとり親家庭のための支援ポータル", "公開"}
    assert found.model is Page


def test_the_rule_costs_the_same_for_many_restrictions(tree, django_assert_num_queries):
    group = make_group("検証班")
    for number in range(10):
        page = make_standard_page(tree, title=f"内{number}", slug=f"inner-{number}")
        restrict(page, group)
    list(StandardPage.objects.visible_to(AnonymousUser()))  # Django now knows the page types
    with django_assert_num_queries(3):  # restrictions, translations of what is closed, the pages
        assert titles(StandardPage.objects.visible_to(AnonymousUser())) == {"公開"}


def test_in_language_takes_one_tree(site):
    page = make_standard_page(site, title="案内", slug="guide")
    make_translation(home_of(site), "en", title="Home")
    make_translation(page, "en", title="Guide")
    assert titles(StandardPage.objects.in_language("en")) == {"Guide"}
    assert titles(StandardPage.objects.in_language("ja")) == {"案内"}
    assert make_locale("en").language_code == "en"
