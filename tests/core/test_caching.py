"""Who may keep a page: everybody for a minute, or nobody."""

import pytest
from django.test import Client, override_settings

from tests.builders import make_admin, make_standard_page, make_user, restrict


def directives(response) -> set[str]:
    return {part.strip() for part in response.headers.get("Cache-Control", "").split(",")}


PUBLIC = {"public", "max-age=60"}
NOBODY = {"private", "no-store"}


@pytest.mark.parametrize("address", ["/", "/nothing/", "/about"])
def test_anonymous_answers_may_be_kept_for_a_minute(client, site, address):
    make_standard_page(site, slug="about")
    assert directives(client.get(address)) == PUBLIC
    assert directives(client.head(address)) == PUBLIC


def test_signed_in_readers_pages_are_kept_by_nobody(client, site):
    client.force_login(make_user())
    assert directives(client.get("/")) == NOBODY
    assert directives(client.get("/nothing/")) == NOBODY


def test_answers_to_forms_are_kept_by_nobody(client, site):
    assert not PUBLIC & directives(client.post("/", {"a": "1"}))
    assert "no-store" in directives(client.post("/sign-in/", {"username": "a", "password": "b"}))


@pytest.mark.parametrize("address", ["/sign-in/", "/en/sign-in/", "/admin/", "/admin/login/"])
def test_doors_are_kept_by_nobody(client, site, address):
    found = directives(client.get(address))
    assert "public" not in found
    assert found & {"no-store", "private"}


def test_the_admin_is_kept_by_nobody(client, site):
    client.force_login(make_admin())
    found = directives(client.get("/admin/"))
    assert "public" not in found
    assert found & {"no-store", "private"}


def test_the_way_to_sign_in_is_kept_by_nobody(client, site):
    """Else the next reader, signed in, would be sent to the door again."""
    restrict(make_standard_page(site, slug="member"))
    response = client.get("/member/")
    assert response.status_code == 302
    assert response.url == "/sign-in/?next=/member/", "the one sign-in, not Wagtail's own"
    assert directives(response) >= NOBODY


def test_a_restricted_page_is_kept_by_nobody(client, site):
    restrict(make_standard_page(site, slug="member"))
    client.force_login(make_user())
    response = client.get("/member/")
    assert response.status_code == 200
    assert directives(response) >= NOBODY


@override_settings(ROOT_URLCONF="tests.core.failing_urls")
def test_a_page_that_sets_a_cookie_is_kept_by_nobody(site):
    """The session's cookie is added late: a shared cache must not hand it to the next visitor."""
    response = Client().get("/failing/remembering/")
    assert "sessionid" in response.cookies
    assert directives(response) == NOBODY


@override_settings(ROOT_URLCONF="tests.core.failing_urls")
@pytest.mark.parametrize("status", [400, 403, 500])
def test_errors_are_kept_by_nobody(site, status):
    response = Client(raise_request_exception=False).get(f"/failing/{status}/")
    assert response.status_code == status
    assert "public" not in directives(response)


def test_a_view_that_says_it_itself_is_obeyed(client, site):
    assert directives(client.get("/robots.txt")) == {"public", "max-age=3600"}
    assert directives(client.get("/healthy/")) == NOBODY


def test_pages_can_be_asked_for_again_cheaply(client, site):
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("wish", ["en", "ja", "vi,en;q=0.8"])
def test_the_address_alone_decides_the_language(client, site, wish):
    response = client.get("/", headers={"Accept-Language": wish})
    assert response.headers["Content-Language"] == "ja"
    assert "accept-language" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_form_of_the_door_is_kept_by_nobody_the_second_time_either(client, site, prefix):
    """Django sets the cookie of the form once; the form holds its token every time."""
    client.get(f"{prefix}/sign-in/forgotten/")
    assert directives(client.get(f"{prefix}/sign-in/forgotten/")) == NOBODY
