"""The admin's own search and what editors do with synonyms."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from cms.search.models import Synonym, ZeroResultQuery
from tests.builders import make_admin, make_group, make_image, make_standard_page, make_user
from tests.reading import page_of, words


@pytest.fixture
def editor(client, site):
    client.force_login(make_admin())
    return client


@pytest.mark.parametrize("query", ["児童扶", "じどうふ", "扶養手", "ジドウフヨウ"])
def test_editors_find_pages_while_typing(editor, site, query):
    make_standard_page(site, title="児童扶養手当", slug="allowance")
    response = editor.get(reverse("wagtailadmin_pages:search"), {"q": query})
    assert "児童扶養手当" in words(page_of(response).main)


@pytest.mark.parametrize("query", ['"', "\x00", "　", "😀", "あ" * 500])
def test_no_query_breaks_the_admin(editor, query):
    for name in ("wagtailadmin_pages:search", "wagtailimages:index", "wagtaildocs:index"):
        assert editor.get(reverse(name), {"q": query}).status_code == 200


def test_editors_find_images(editor):
    make_image("親子のイラスト")
    response = editor.get(reverse("wagtailimages:index"), {"q": "おやこ"})
    assert "親子のイラスト" in response.content.decode()


def test_a_synonym_is_added_in_the_admin(editor):
    address = reverse("wagtailsnippets_site_search_synonym:add")
    fields = {"words": "母子手当", "direction": "one_way", "is_active": "on", "note": ""}
    refused = editor.post(address, {**fields, "expands_to": ""})
    assert "言葉を1つ以上入れてください" in refused.content.decode()
    assert 'value="母子手当"' in refused.content.decode()
    editor.post(address, {**fields, "expands_to": "児童扶養手当"})
    assert Synonym.objects.get().expands_to == "児童扶養手当"
    listed = editor.get(reverse("wagtailsnippets_site_search_synonym:list"), {"q": "母子"})
    assert "児童扶養手当" in listed.content.decode()


def test_searches_without_result_are_read_not_written(client, site):
    ZeroResultQuery.objects.create(text="学割", day="2026-11-20", count=4)
    reader = make_user("reader", is_staff=False)
    group = make_group("広報", reader)
    group.permissions.add(
        Permission.objects.get(codename="access_admin"),
        Permission.objects.get(codename="view_zeroresultquery"),
        Permission.objects.get(codename="add_zeroresultquery"),
    )
    client.force_login(reader)
    listed = client.get(reverse("wagtailsnippets_site_search_zeroresultquery:list"))
    assert "学割" in listed.content.decode()
    added = client.get(reverse("wagtailsnippets_site_search_zeroresultquery:add"))
    assert added.status_code == 302
    exported = client.get(
        reverse("wagtailsnippets_site_search_zeroresultquery:list"), {"export": "csv"}
    )
    assert "学割" in b"".join(exported.streaming_content).decode()
