"""What Wagtail calls "Root" has a Japanese name wherever an editor meets it."""

import pytest
from wagtail.models import Collection, Page

from tests.builders import make_admin
from tests.reading import page_of, words

pytestmark = pytest.mark.django_db


def test_the_roots_of_pages_and_files_have_japanese_names(client, site):
    assert Page.get_first_root_node().get_admin_display_title() == "すべてのサイト"
    assert str(Collection.get_first_root_node()) == "共通のファイル"
    client.force_login(make_admin())
    assert "Root" not in words(page_of(client.get("/admin/pages/")))


def test_a_list_says_yes_and_no_in_japanese(client, site):
    client.force_login(make_admin())
    shown = client.get("/admin/snippets/workflow/checklistitem/").content.decode()
    assert "はい" in shown
    assert "True" not in words(page_of(client.get("/admin/snippets/workflow/checklistitem/")))
