"""Errors are explained in Japanese, offer a way onward, and tell nothing of the inside."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory, override_settings
from wagtail.models import Site

from cms.core.views import server_error
from tests.builders import home_of, make_translation
from tests.reading import links_of, main_heading, page_of

FAILING = override_settings(ROOT_URLCONF="tests.core.failing_urls")
HIRAGANA = "のをにはがで"


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


def explains(response, status: int) -> None:
    assert response.status_code == status
    page = page_of(response)
    assert page.html["lang"] == "ja"
    assert any(letter in main_heading(response) for letter in HIRAGANA), "the heading is Japanese"
    assert page.title.get_text().strip()
    assert page.main.find("p").get_text().strip()
    assert "/" in links_of(page).values(), "a way to the front page"
    assert "この文は訪れた人に見せない" not in response.content.decode()
    assert "Traceback" not in response.content.decode()


@FAILING
@pytest.mark.parametrize("status", [400, 403, 500])
def test_errors_are_explained(visitor, site, status):
    explains(visitor.get(f"/failing/{status}/"), status)


def test_a_missing_page_is_explained_and_can_be_searched_for(visitor, site):
    response = visitor.get("/nothing/")
    explains(response, 404)
    searches = page_of(response).find_all("form", attrs={"role": "search"})
    assert {form["action"] for form in searches} >= {"/search/"}


def test_a_missing_english_page_is_explained_in_english(visitor, site):
    make_translation(home_of(site), "en", title="Home")
    response = visitor.get("/en/nothing/")
    assert response.status_code == 404
    assert page_of(response).html["lang"] == "en"
    assert "not found" in main_heading(response)
    assert "/en/" in links_of(page_of(response)).values()


@FAILING
def test_an_old_form_is_explained(site):
    """A form left open too long: the CSRF failure has our page, not Django's English one."""
    strict = Client(enforce_csrf_checks=True)
    explains(strict.post("/failing/guarded/"), 403)


@override_settings(ALLOWED_HOSTS=["portal.example"])
def test_a_foreign_host_name_is_a_bad_request_not_a_failure(visitor, site):
    response = visitor.get("/", headers={"host": "evil.example"})
    explains(response, 400)
    assert "evil.example" not in response.content.decode()


@override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=5)
def test_too_many_fields_are_a_bad_request(visitor, site):
    fields = {f"field{number}": "1" for number in range(10)}
    explains(visitor.post("/sign-in/", fields), 400)


def test_a_broken_upload_is_no_failure(visitor, site):
    file = SimpleUploadedFile("a.txt", b"x")
    assert visitor.post("/sign-in/", {"username": file}).status_code in (200, 400)


def test_a_missing_page_without_any_site_is_still_explained(visitor, db):
    """Between installation and the first front page there is nothing to take a name from."""
    Site.objects.all().delete()
    explains(visitor.get("/nothing/"), 404)


def test_the_page_for_failures_needs_no_database():
    """This test has no access to the database: a query would fail it."""
    response = server_error(RequestFactory().get("/en/measures/?q=secret"))
    explains(response, 500)
    assert "secret" not in response.content.decode()
    numbers = [url for url in links_of(page_of(response)).values() if url.startswith("tel:")]
    assert {"tel:110", "tel:119", "tel:189", "tel:%238008"} <= set(numbers)


@pytest.mark.parametrize(
    "address", ["/%00/", "/%ff%fe/", "/" + "あ" * 500 + "/", "/a//b/", "/?page=%00", "/😀/"]
)
def test_no_address_is_a_failure(visitor, site, address):
    assert visitor.get(address).status_code in (200, 301, 400, 404)
