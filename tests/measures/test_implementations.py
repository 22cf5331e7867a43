"""Whether a measure can be used in a place, and what is said when nobody knows."""

from datetime import date

import pytest

from cms.areas.choices import AreaKind
from measures.choices import Status
from measures.implementations import answer_for, answers_for
from measures.models import Implementation
from tests.builders import make_area, make_implementation, make_measure, make_prefecture

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture
def city():
    return make_area("13201", "八王子市", "はちおうじし")


@pytest.fixture
def optional(site):
    return make_measure(site, slug="koto-kunren", scope="optional_by_authority")


def test_a_national_entitlement_needs_no_record(site, city):
    answer = answer_for(make_measure(site), city, on=TODAY)
    assert (answer.status, answer.kind, answer.is_national) == (Status.RUNNING, "open", True)


def test_nothing_recorded_is_unconfirmed_never_not_running(optional, city):
    answer = answer_for(optional, city, on=TODAY)
    assert (answer.status, answer.kind) == (Status.UNCONFIRMED, "check")
    assert "八王子市" in answer.sentence


def test_the_nearest_authority_answers(optional, city):
    make_implementation(optional, city.parent, "running")
    assert answer_for(optional, city, on=TODAY).record.area == city.parent
    make_implementation(optional, city, "not_running")
    answer = answer_for(optional, city, on=TODAY)
    assert (answer.status, answer.kind) == (Status.NOT_RUNNING, "closed")
    assert "東京都" in answer.sentence


def test_a_ward_asks_its_city_then_the_prefecture(optional):
    hokkaido = make_prefecture("01000", "北海道", "ほっかいどう")
    sapporo = make_area("01100", "札幌市", "さっぽろし", parent=hokkaido, designated=True)
    ward = make_area("01101", "中央区", "ちゅうおうく", kind=AreaKind.WARD, parent=sapporo)
    make_implementation(optional, sapporo, "paused")
    make_implementation(optional, hokkaido, "running")
    answer = answer_for(optional, ward, on=TODAY)
    assert (answer.status, answer.record.area) == (Status.PAUSED, sapporo)
    assert "札幌市" in answer.sentence


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2026, 3, 31), False),
        (date(2026, 4, 1), True),
        (date(2027, 3, 31), True),
        (date(2027, 4, 1), False),
    ],
)
def test_a_record_speaks_for_its_days_only(optional, city, day, known):
    period = {"valid_from": date(2026, 4, 1), "valid_to": date(2027, 3, 31)}
    make_implementation(optional, city, **period)
    assert (answer_for(optional, city, on=day).record is not None) == known


def test_all_measures_of_a_place_take_one_query(site, city, django_assert_num_queries):
    measures = [make_measure(site, slug=f"measure-{n}") for n in range(4)]
    for measure in measures[:2]:
        make_implementation(measure, city)
    city.chain()
    with django_assert_num_queries(1):
        answers = answers_for(measures, city, on=TODAY)
    assert sum(answer.record is not None for answer in answers.values()) == 2


def test_records_checked_long_ago_and_never(optional, city):
    make_implementation(optional, city, checked_on=date(2025, 10, 1))
    make_implementation(optional, city.parent, "unconfirmed", checked_on=None)
    old = Implementation.objects.checked_before(date(2025, 10, 2))
    assert old.count() == 2
    assert Implementation.objects.checked_before(date(2025, 10, 1)).count() == 1
