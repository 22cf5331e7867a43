"""Counts of a day: by thing, day and municipality; never by person."""

from datetime import date

import pytest

from cms.insights.choices import Act
from cms.insights.models import DailyCount
from cms.insights.services import count
from tests.builders import make_area

pytestmark = pytest.mark.django_db
LAST_OF_MARCH, FIRST_OF_APRIL = date(2027, 3, 31), date(2027, 4, 1)


def numbers() -> list[tuple]:
    rows = DailyCount.objects.order_by("day", "municipality", "act")
    return [(row.day, row.act, row.municipality_id, row.number) for row in rows]


def test_the_same_act_of_a_day_is_one_row():
    town = make_area()
    for _time in range(3):
        count(act=Act.DOWNLOAD, target=town, on=LAST_OF_MARCH)
    count(act=Act.DOWNLOAD, target=town, on=FIRST_OF_APRIL)
    assert numbers() == [
        (LAST_OF_MARCH, Act.DOWNLOAD, None, 3),
        (FIRST_OF_APRIL, Act.DOWNLOAD, None, 1),
    ]
    assert DailyCount.objects.first().label == str(town)


def test_a_municipality_that_was_signed_in_is_counted_apart():
    town = make_area()
    count(act=Act.PLAY, target=town, on=LAST_OF_MARCH)
    count(act=Act.PLAY, target=town, on=LAST_OF_MARCH, municipality=town)
    assert sorted(row[2:] for row in numbers() if row[2]) == [(town.pk, 1)]
    assert [row[3] for row in numbers() if row[2] is None] == [1]


def test_nothing_about_a_person_can_be_stored():
    fields = {field.name for field in DailyCount._meta.get_fields()}
    assert fields == {"id", "day", "act", "kind", "key", "label", "municipality", "number"}
