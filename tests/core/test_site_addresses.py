"""robots.txt, the sitemap and the address that load balancers ask."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.test import RequestFactory
from wagtail import hooks
from wagtail.models import Site

from cms.core.sitemap import SitemapEntry, sitemap_entries
from home.models import StandardPage
from tests.builders import (
    add_page,
    home_of,
    make_locale,
    make_standard_page,
    make_translation,
    restrict,
)

SPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def sitemap(client) -> dict[str, dict[str, str]]:
    """Every address of the sitemap with its alternates by language."""
    response = client.get("/sitemap.xml")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(response.content)
    return {
        url.find("s:loc", SPACES).text: {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", SPACES)
        }
        for url in root.findall("s:url", SPACES)
    }


def test_the_sitemap_lists_public_pages_once(client, site):
    make_standard_page(site, slug="about")
    make_standard_page(site, slug="draft", live=False)
    assert set(sitemap(client)) == {"http://testserver/", "http://testserver/about/"}


def test_restricted_pages_and_what_lies_below_are_left_out(client, site, django_user_model):
    member = make_standard_page(site, slug="member")
    add_page(member, StandardPage, title="下", slug="below")
    restrict(member)
    assert set(sitemap(client)) == {"http://testserver/"}
    client.force_login(django_user_model.objects.create_superuser("chief"))
    assert set(sitemap(client)) == {"http://testserver/"}, "the sitemap is the same for everybody"


def test_translations_are_listed_with_their_alternates(client, site):
    make_translation(home_of(site), "en", title="Home")
    expected = {
        "ja": "http://testserver/",
        "en": "http://testserver/en/",
        "x-default": "http://testserver/",
    }
    assert sitemap(client) == {
        "http://testserver/": expected,
        "http://testserver/en/": expected,
    }


def test_aliases_are_left_out(client, site):
    home_of(site).copy_for_translation(make_locale("vi"), alias=True)
    assert set(sitemap(client)) == {"http://testserver/"}


def test_pages_of_another_site_are_left_out(client, site):
    elsewhere = add_page(
        home_of(site).get_parent(), StandardPage, title="別サイト", slug="elsewhere"
    )
    Site.objects.create(hostname="other.example", root_page=elsewhere)
    assert "http://other.example/" not in sitemap(client)
    assert len(sitemap(client)) == 1


def test_sections_add_addresses_by_hook(site):
    def places(request):
        return [SitemapEntry("http://testserver/directory/132012/")]

    with hooks.register_temporarily("construct_sitemap", places):
        found = [entry.url for entry in sitemap_entries(RequestFactory().get("/sitemap.xml"))]
    assert found.count("http://testserver/directory/132012/") == 1
    assert "http://testserver/" in found


def test_the_sitemap_costs_the_same_for_many_pages(
    client, site, django_assert_max_num_queries, django_assert_num_queries
):
    sitemap(client)  # Wagtail keeps the roots of sites from now on
    with django_assert_max_num_queries(6) as few:
        sitemap(client)
    expected = len(few)
    for number in range(20):
        make_standard_page(site, slug=f"page-{number}")
    with django_assert_num_queries(expected):
        assert len(sitemap(client)) == 21


def test_the_sitemap_of_an_unknown_host_without_a_site_is_empty(client, db):
    Site.objects.all().delete()
    assert sitemap(client) == {}


def test_robots_keeps_machines_out_of_forms_and_names_the_sitemap(client):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()
    assert response.headers["Content-Type"].startswith("text/plain")
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /search/", "Disallow: /sign-in/"} <= set(lines)
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert "Disallow: /" not in lines


@pytest.mark.django_db
def test_the_health_address_asks_the_database_and_is_never_kept(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/healthy/")
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/healthy/"])
def test_machine_addresses_are_for_reading_only(client, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
