"""Security headers stand on every answer, and the words of the policy are right."""

import pytest
from django.conf import settings
from django.test import Client, override_settings

from cms.core.middleware import policy_text
from tests.builders import make_admin, make_standard_page
from tests.reading import page_of

EVERY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def policy_of(response) -> dict[str, list[str]]:
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in parts}


def carries_headers(response) -> None:
    for name, value in EVERY.items():
        assert response.headers[name] == value, name
    assert "geolocation=()" in response.headers["Permissions-Policy"]
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert policy_of(response)["object-src"] == ["'none'"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/nothing/", 404),
        ("/sign-in/", 200),
        ("/robots.txt", 200),
        ("/sitemap.xml", 200),
        ("/feeds/news.xml", 200),
        ("/admin/", 302),
        ("/about", 301),
        ("/media/nothing.webp", 404),
        (f"/media/{'長' * 300}", 404),
        ("/documents/1/nothing.pdf", 404),
    ],
)
def test_every_answer_carries_them(client, site, address, status):
    make_standard_page(site, slug="about")
    response = client.get(address)
    assert response.status_code == status
    carries_headers(response)
    assert policy_of(response)["default-src"] == ["'self'"]


@override_settings(ROOT_URLCONF="tests.core.failing_urls")
@pytest.mark.parametrize("status", [400, 403, 500])
def test_errors_carry_them(site, status):
    response = Client(raise_request_exception=False).get(f"/failing/{status}/")
    assert response.status_code == status
    carries_headers(response)


@override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True)
def test_static_files_carry_them(db):
    response = Client().get("/static/core/site.css")
    assert response.status_code == 200
    carries_headers(response)


def test_visitors_pages_allow_no_inline_code(client, site):
    policy = policy_of(client.get("/"))
    assert "'unsafe-inline'" not in str(policy)
    assert "'unsafe-eval'" not in str(policy)
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["form-action"] == ["'self'"]
    assert policy["base-uri"] == ["'self'"]


def test_visitors_pages_contain_no_inline_code(client, site):
    """The policy would block it: nothing may depend on it."""
    for address in ("/", "/sign-in/", "/nothing/"):
        page = page_of(client.get(address))
        assert page.find("style") is None
        assert page.find(style=True) is None
        assert [tag for tag in page.find_all("script") if not tag.get("src")] == []
        attributes = {name for tag in page.find_all(True) for name in tag.attrs}
        assert [name for name in attributes if name.startswith("on")] == []


def test_nothing_is_loaded_from_elsewhere(client, site):
    page = page_of(client.get("/"))
    sources = [tag["src"] for tag in page.find_all(src=True)]
    sources += [tag["href"] for tag in page.find_all("link", rel=["stylesheet", "icon"])]
    assert sources
    assert all(source.startswith(("/static/", "/media/")) for source in sources)


def test_the_admin_has_its_own_policy(client, site):
    client.force_login(make_admin())
    response = client.get("/admin/")
    assert response.status_code == 200
    assert "'unsafe-inline'" in policy_of(response)["script-src"]
    carries_headers(response)


def test_an_address_that_only_begins_like_the_admin_is_a_visitors_page(client, site):
    assert "script-src" not in policy_of(client.get("/administration/"))


def test_documents_keep_the_stricter_policy_of_their_view():
    """setdefault: what a view says is not loosened."""
    assert policy_text({"img-src": ["'self'", "data:"], "object-src": ["'none'"]}) == (
        "img-src 'self' data:; object-src 'none'"
    )
    assert set(settings.SECURE_CSP_ADMIN) >= set(settings.SECURE_CSP)


def test_reading_sets_no_cookie(client, site):
    for address in ("/", "/nothing/", "/robots.txt"):
        assert not client.get(address).cookies
