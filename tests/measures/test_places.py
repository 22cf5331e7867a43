"""「このまちで使える支援」 on a place page."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from measures.places import place_panel
from tests.builders import make_area, make_implementation, make_measure, restrict

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def city():
    return make_area("13201", "八王子市", "はちおうじし")


@pytest.fixture
def request_of_anybody():
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return request


def lines(panel):
    return {group.key: group.lines for group in panel.context["groups"]}


def test_without_measures_there_is_no_panel(site, city, request_of_anybody):
    assert place_panel(city, request_of_anybody, on=TODAY) is None


def test_measures_stand_under_their_first_need_with_what_is_known(site, city, request_of_anybody):
    make_measure(site, needs=("money", "children"))
    optional = make_measure(
        site, slug="koto-kunren", scope="optional_by_authority", needs=("work",), title="資格"
    )
    make_measure(site, slug="jutaku", scope="optional_by_authority", needs=("work",), title="在宅")
    make_implementation(optional, city, "not_running")
    found = lines(place_panel(city, request_of_anybody, on=TODAY))
    assert {key: [line.kind for line in group] for key, group in found.items()} == {
        "money": ["open"],
        "work": ["closed", "check"],
    }
    assert found["money"][0].url == "/measures/jido-fuyo-teate/?area=132012"


def test_a_restricted_measure_is_not_in_the_panel(site, city, request_of_anybody):
    restrict(make_measure(site))
    assert place_panel(city, request_of_anybody, on=TODAY) is None


def test_the_same_queries_for_3_and_30_measures(site, city, request_of_anybody):
    def queries():
        place_panel(city, request_of_anybody, on=TODAY)
        with CaptureQueriesContext(connection) as counted:
            place_panel(city, request_of_anybody, on=TODAY)
        return len(counted)

    for number in range(3):
        make_measure(site, slug=f"few-{number}", number=number + 1)
    few = queries()
    for number in range(27):
        make_measure(site, slug=f"many-{number}", number=number + 10)
    assert queries() == few <= 3
