"""翻訳の状況: states, days, filters, and a number of queries that does not grow."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.accounts.services import apply_roles
from cms.translation.board import Wanted, board_rows, with_missing
from cms.translation.choices import Order, State
from cms.translation.models import Original, PageTranslation
from cms.translation.services.translating import submit_page
from home.models import StandardPage
from staff_library.models import StaffLibraryPage
from tests.builders import (
    home_of,
    make_admin,
    make_group,
    make_locale,
    make_standard_page,
    make_user,
    restrict,
)
from tests.reading import page_of, words
from tests.translation.builders import english_site, translate

BOARD = "/admin/translations/"


def cell(page, code="en", **wanted):
    rows = board_rows(Wanted(languages=[code], **wanted), reader=make_user(f"r{timezone.now()}"))
    found = [row for row in with_missing(rows) if row.page == page.pk]
    return found[0].cells[0] if found else None


@pytest.fixture
def about(site):
    found = make_standard_page(english_site(site), introduction="はじめの文")
    found.save_revision().publish()
    return found


def test_a_page_goes_through_all_states(about, django_capture_on_commit_callbacks):
    assert cell(about).state == State.MISSING
    submit_page(page=about, language="en")
    assert (cell(about).state, cell(about).missing) == (State.WAITING, 2)
    with django_capture_on_commit_callbacks(execute=True):
        translate(about)
    assert (cell(about).state, cell(about).missing) == (State.CURRENT, 0)
    about.title = "新しい題名"
    with django_capture_on_commit_callbacks(execute=True):
        about.save_revision().publish()
    assert (cell(about).state, cell(about).missing) == (State.STALE, 1)
    assert cell(about).since == Original.objects.get(pk=about.translation_key).changed_at
    with django_capture_on_commit_callbacks(execute=True):
        translate(about)
    assert cell(about).state == State.CURRENT


def test_what_was_published_before_anybody_remembered_is_judged_by_days(
    about, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        translate(about)
    PageTranslation.objects.all().delete()
    assert cell(about).state == State.CURRENT
    Page.objects.filter(pk=about.pk).update(last_published_at=timezone.now() + timedelta(days=1))
    assert cell(about).state == State.STALE


def test_staff_pages_and_closed_pages_are_not_listed(about, site):
    library = StaffLibraryPage(title="職員向け", slug="staff", locale=about.locale)
    home_of(site).add_child(instance=library)
    restrict(about)
    rows = board_rows(Wanted(languages=["en"]), reader=make_admin())
    assert library.pk not in {row.page for row in rows}
    stranger = make_user("stranger")
    restrict(make_standard_page(site, slug="closed", title="閉じた"), make_group("職員"))
    titles = {row.title for row in board_rows(Wanted(languages=["en"]), reader=stranger)}
    assert "閉じた" not in titles


def test_filters_and_orders(about, site, django_capture_on_commit_callbacks):
    old = make_standard_page(site, title="古いページ", slug="old")
    StandardPage.objects.filter(pk=old.pk).update(
        first_published_at=timezone.now() - timedelta(days=400)
    )
    with django_capture_on_commit_callbacks(execute=True):
        translate(about)
    assert cell(about, state=State.MISSING) is None
    assert cell(old, state=State.MISSING) is not None
    assert cell(about, title="このサイト") is not None
    assert cell(old, title="このサイト") is None
    rows = board_rows(Wanted(languages=["en"]), reader=make_admin())
    assert rows[0].page == old.pk, "what waits longest comes first"
    new = make_standard_page(site, title="新しいページ", slug="new")
    StandardPage.objects.filter(pk=new.pk).update(first_published_at=timezone.now())
    newest = board_rows(Wanted(languages=["en"], order=Order.NEWEST), reader=make_admin("c2"))
    assert newest[0].page == new.pk


def test_the_board_leads_to_the_screens_that_help(about, client):
    client.force_login(make_admin())
    submit_page(page=about, language="en")
    twin = StandardPage.objects.get(locale__language_code="en")
    found = page_of(client.get(BOARD, {"title": about.title}))
    row = found.find(class_="board").find("tbody").find("tr")
    links = [link["href"] for link in row.find_all("a")]
    assert f"/admin/pages/{about.pk}/edit/" == links[0]
    assert f"/admin/pages/{twin.pk}/edit/" in links
    assert f"/admin/localize/submit/page/{about.pk}/?select_locale=ko" in links
    assert "作業中" in words(row)
    assert "あと2文" in words(row)
    assert all(client.get(link).status_code == 200 for link in links[:3])


@pytest.mark.parametrize(
    "query",
    [
        {"language": "xx", "state": "nonsense", "type": "1e5", "order": "'", "page": "-3"},
        {"type": "9" * 40, "title": "あ" * 500, "page": "x"},
        {"language": "\x00", "title": "%_\\"},
    ],
)
def test_nonsense_is_no_filter_and_no_failure(about, client, query):
    client.force_login(make_admin())
    assert client.get(BOARD, query).status_code == 200


def test_who_opens_the_board(about, client):
    apply_roles()
    for role, status in (("翻訳者", 200), ("編集者", 200), ("承認者", 200), ("監査", 403)):
        user = make_user(f"user-{role}")
        make_group(role, user)
        client.force_login(user)
        assert client.get(BOARD).status_code in ({status} if status == 200 else {302, 403}), role


def many(site, number):
    """``number`` pages, each translated into every language; written at once."""
    home, at = home_of(site), timezone.now()
    codes = ("en", "ko", "vi", "tl", "zh-hans", "pt-br", "ja-simple")
    locales = [make_locale(code) for code in codes]
    for count in range(number):
        page = home.add_child(
            instance=StandardPage(title=f"ページ{count}", slug=f"p{count}", locale=home.locale)
        )
        original = Original.objects.create(pk=page.translation_key, digest="a", changed_at=at)
        for locale in locales[: 1 + count % len(locales)]:
            twin = StandardPage(
                title=f"{locale.language_code}{count}",
                slug=f"{locale.language_code}-{count}",
                locale=locale,
                translation_key=page.translation_key,
            )
            home.add_child(instance=twin)
            PageTranslation.objects.create(
                page=twin,
                original=original,
                digest="ab"[count % 2],
                made_from=at,
                translated_at=at,
            )


@pytest.mark.parametrize("number", [3, 60])
def test_the_number_of_queries_does_not_grow(site, client, django_assert_max_num_queries, number):
    many(site, number)
    client.force_login(make_admin())
    client.get(BOARD)
    with django_assert_max_num_queries(15):
        response = client.get(BOARD)
    assert len(page_of(response).find(class_="board").find("tbody").find_all("tr")) == min(
        50, number + 1
    )


def test_the_panel_of_the_front_page_names_the_oldest(
    about, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        translate(about)
    client.force_login(make_admin())
    assert page_of(client.get("/admin/")).find(id="stale-translations") is None
    about.title = "新しい題名"
    about.save_revision().publish()
    heading = page_of(client.get("/admin/")).find(id="stale-translations")
    assert "1件" in words(heading)
    assert "English" in words(heading.find_parent("section"))
