"""What nobody can read is a bad request to the admin; a fault of ours stays a failure."""

import logging
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse

from cms.core.filters import OUTSIDE
from cms.core.unreadable import UNREADABLE
from measures.models import Parameter
from tests.builders import home_of, make_admin, make_measure, make_site, make_standard_page
from tests.reading import links_of, main_heading, page_of, words

FAILING = override_settings(ROOT_URLCONF="tests.core.failing_urls")
LONG = "9" * 30
DELIVERIES = "snippets/campaigns/delivery/?sent_on"
BROUGHT = urlencode({"id": "abc", "day": "0001-01-01", "deep": "[" * 300})
FAULT = f"/admin/failing/fault/?{BROUGHT}"


def signed_in():
    client = Client(raise_request_exception=False)
    client.force_login(make_admin())
    return client


@pytest.fixture
def chief(site):
    return signed_in()


def explains(response):
    """In Japanese, with what to do and where to go."""
    assert response.status_code == 400
    page = page_of(response)
    assert (page.html["lang"], main_heading(response)) == (
        "ja",
        "送られた内容を読み取れませんでした",
    )
    assert "再読み込みし、もう一度" in words(page.main)
    assert {"/admin/", "/"} <= set(links_of(page.main).values())
    return True


@FAILING
@pytest.mark.parametrize("kind", ["field", "json", "day", "endless", "number"])
def test_what_was_sent_and_cannot_be_read_is_told(chief, kind):
    assert explains(chief.post(FAULT, headers={"x-fault": kind}))


@FAILING
@pytest.mark.parametrize(
    "kind", ["own number", "value", "key", "type", "service", "nothing", "day", "endless"]
)
def test_a_fault_of_ours_or_of_another_service_stays_a_failure(chief, kind):
    harmless = "/admin/failing/fault/?id=5&name=見本&empty="
    assert chief.post(harmless, {"text": "{}"}, headers={"x-fault": kind}).status_code == 500


@FAILING
@pytest.mark.parametrize("kind", ["json", "day", "endless"])
def test_where_nothing_was_sent_nothing_was_unreadable(chief, kind):
    assert chief.get("/admin/failing/fault/", headers={"x-fault": kind}).status_code == 500


@FAILING
@pytest.mark.parametrize("kind", ["field", "json", "day", "endless", "number"])
def test_the_public_pages_have_no_such_excuse(chief, kind):
    assert chief.post(f"/failing/fault/?{BROUGHT}", headers={"x-fault": kind}).status_code == 500


@FAILING
@pytest.mark.parametrize(
    ("address", "accept"),
    [("/admin/api/failing/fault/", "*/*"), ("/admin/failing/fault/", "application/json, */*")],
)
def test_programs_get_json(chief, address, accept):
    sent = f"{address}?id=abc"
    answer = chief.post(sent, headers={"x-fault": "json", "accept": accept})
    assert (answer.status_code, answer.json()) == (400, {"detail": UNREADABLE})


@FAILING
def test_the_log_names_the_place_and_nothing_that_was_sent(chief, caplog):
    with caplog.at_level(logging.WARNING, logger="cms.core.unreadable"):
        chief.get("/admin/failing/fault/?id=yamada@example.jp", headers={"x-fault": "number"})
    (line,) = (each for each in caplog.records if each.name == "cms.core.unreadable")
    told = line.getMessage()
    assert (line.levelname, "ValueError" in told, ".py:" in told) == ("WARNING", True, True)
    assert ("yamada" in told, line.exc_info) == (False, None)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/reports/site-history/?timestamp_from=0001-01-01",
        f"/admin/pages/{{page}}/?owner={LONG}",
        f"/admin/pages/{{page}}/?edited_by={LONG}",
        f"/admin/users/?group={LONG}",
        f"/admin/snippets/measures/implementation/?measure={LONG}",
    ],
)
def test_numbers_and_days_that_no_screen_sends(chief, site, address):
    assert fits_or_explains(chief.get(address.format(page=home_of(site).pk)))


def fits_or_explains(response):
    """PostgreSQL compares any number and any day with what it holds; SQLite has limits."""
    return response.status_code == 200 if connection.vendor == "postgresql" else explains(response)


def test_a_place_in_a_list_that_no_database_counts_to(own_database):
    """Without a transaction around the test, which PostgreSQL would end."""
    make_site()
    answer = signed_in().get(f"/admin/api/main/pages/?offset={LONG}")
    assert (answer.status_code, answer.json()) == (400, {"detail": UNREADABLE})


def test_a_page_of_a_list_that_is_no_number(chief):
    assert explains(chief.get("/admin/workflows/edit/1/?p=abc"))


def test_a_form_without_its_fields(chief, site):
    page = make_standard_page(site)
    assert explains(chief.post(reverse("wagtailadmin_pages:copy", args=[page.pk])))
    rows = {"values-TOTAL_FORMS": "1", "values-INITIAL_FORMS": "1", "title": "x", "key": "a.b"}
    parameter = reverse(Parameter.snippet_viewset.get_url_name("add"))
    assert explains(chief.post(parameter, rows))


def test_languages_with_endless_numbers(chief, site):
    way = reverse("wagtail_localize:submit_page_translation", args=[make_measure(site).pk])
    assert fits_or_explains(chief.post(way, {"locales": LONG}))


def test_a_word_instead_of_a_number_in_a_path(chief, site):
    ping = "/admin/editing-sessions/ping/wagtailcore/page/abc/1/"
    assert explains(chief.post(ping))


@pytest.mark.parametrize(
    "name", ["review-records/?at", "access-records/?at", "monthly-counts/?day", DELIVERIES]
)
@pytest.mark.parametrize(
    ("day", "refused"), [("0001-01-01", True), ("9999-12-31", True), ("2026-05-01", False)]
)
def test_a_day_outside_of_the_calendar_is_told_at_the_filter(chief, name, day, refused):
    """Our own lists say it in their form."""
    answer = chief.get(f"/admin/{name}_from={day}")
    assert (answer.status_code, OUTSIDE in answer.content.decode()) == (200, refused)
