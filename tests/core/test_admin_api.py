"""Copying and moving by the admin's API: what its forms refuse, and in words."""

import pytest
from django.urls import reverse

from home.models import StandardPage
from tests.builders import home_of, make_admin, make_standard_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(site):
    return make_standard_page(site)


@pytest.fixture
def ask(client, about):
    client.force_login(make_admin())

    def asked(action, **data):
        address = reverse("wagtailadmin_api:pages:action", args=[about.pk, action])
        return client.post(address, data, content_type="application/json")

    return asked


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"slug": "en"}, "slug"),
        ({"slug": "ja-simple"}, "slug"),
        ({"slug": "a/b"}, "slug"),
        ({"slug": "s" * 300}, "slug"),
        ({"title": "長" * 5000}, "title"),
    ],
)
def test_an_unfit_copy_is_refused_with_the_field(ask, about, data, field):
    refused = ask("copy", **data)
    assert (refused.status_code, list(refused.json())) == (400, [field])
    assert list(StandardPage.objects.all()) == [about]


def test_a_copy_has_its_own_title_and_slug(ask, site):
    assert ask("copy", slug="写し", title="写しのページ").status_code == 201
    copied = StandardPage.objects.get(slug="写し")
    assert (copied.title, copied.live) == ("写しのページ", False)


def test_the_form_of_copies_refuses_the_slug_of_a_language(client, about):
    client.force_login(make_admin())
    fields = {"new_title": "写し", "new_slug": "en", "new_parent_page": about.get_parent().pk}
    address = reverse("wagtailadmin_pages:copy", args=[about.pk])
    assert "言語の記号" in client.post(address, fields, follow=True).content.decode()
    assert list(StandardPage.objects.all()) == [about]


@pytest.mark.parametrize("position", [None, "left", "right", "first-sibling", "last-sibling"])
def test_nothing_is_moved_beside_the_root(ask, site, about, position):
    place = {"position": position} if position else {}
    refused = ask("move", destination_page_id=home_of(site).get_parent().pk, **place)
    assert refused.status_code == 400
    assert "移す先" in refused.json()["destination_page_id"][0]
    about.refresh_from_db()
    assert about.is_child_of(home_of(site))


def test_a_page_is_moved_beside_another(ask, site, about):
    other = make_standard_page(site, title="ほか", slug="other")
    assert list(home_of(site).get_children()) == [about.page_ptr, other.page_ptr]
    assert ask("move", destination_page_id=other.pk, position="right").status_code == 200
    assert list(home_of(site).get_children()) == [other.page_ptr, about.page_ptr]
