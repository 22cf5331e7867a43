"""Writing offices in bulk."""

import json
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from cms.demo import build
from directory.models import Contact, Office, Organization, Schedule, ServiceArea
from directory.records import record_from_json
from directory.services import index_offices, upsert_offices
from tests.builders import make_area, make_office, make_prefecture

pytestmark = pytest.mark.django_db
OFFICES = Path(build.__file__).parent / "content" / "offices.json"
RECORD = {
    "external_id": "hachioji-1",
    "area": "132012",
    "name": "子育て支援課",
    "tasks": ["allowance", "medical"],
    "contacts": [{"tel": "042-620-7368", "extension": "12"}, {"mail": "kosodate@example.jp"}],
    "hours": [{"weekdays": "01234", "opens": "08:30", "closes": "17:15"}],
}


@pytest.fixture
def town():
    return make_area()


def test_a_record_becomes_an_office_with_everything_that_belongs_to_it(town):
    result = upsert_offices([RECORD], source="市の一覧")
    office = Office.objects.get()
    assert result.created == ["hachioji-1"]
    assert (office.name, office.area, office.live) == ("子育て支援課", town, True)
    assert office.source_title == "市の一覧"
    assert office.tasks == ["allowance", "medical"]
    assert next(c.href for c in office.contacts.all()) == "tel:+81426207368"
    assert office.schedules.get().weekdays == frozenset(range(5))
    assert office.service_areas.get().area == town


def test_writing_the_same_again_writes_nothing(town, django_assert_num_queries):
    upsert_offices([RECORD])
    with django_assert_num_queries(5):  # savepoint, areas, organisations, digests, release
        result = upsert_offices([RECORD])
    assert result.unchanged == ["hachioji-1"]


def test_a_changed_record_replaces_the_details(town):
    upsert_offices([RECORD])
    changed = {**RECORD, "contacts": [{"tel": "042-626-3111"}], "hours": [], "live": False}
    result = upsert_offices([changed])
    assert result.changed == ["hachioji-1"]
    assert Contact.objects.get().value == "042-626-3111"
    assert not Schedule.objects.exists()
    assert ServiceArea.objects.count() == 1
    assert not Office.objects.get().live


def test_what_a_person_edited_is_kept(town):
    upsert_offices([RECORD])
    office = Office.objects.get()
    office.name = "直した名前"
    office.save_revision().publish()
    result = upsert_offices([{**RECORD, "name": "一覧の名前"}])
    assert result.kept == ["hachioji-1"]
    assert Office.objects.get().name == "直した名前"


def test_organisations_are_made_once(town):
    records = [{**RECORD, "external_id": f"o{n}", "organization": "八王子市"} for n in range(3)]
    upsert_offices(records)
    assert [o.name for o in Organization.objects.all()] == ["八王子市"]


def test_the_whole_country_is_said_explicitly(town):
    upsert_offices([{"external_id": "n1", "name": "電話", "service_areas": [""]}])
    assert [office.external_id for office in Office.objects.nationwide()] == ["n1"]


def test_an_unknown_area_writes_nothing(town):
    with pytest.raises(ValueError, match="999999"):
        upsert_offices([RECORD, {**RECORD, "external_id": "x", "area": "999999"}])
    assert not Office.objects.exists()


def test_unknown_keys_of_a_record_are_refused():
    with pytest.raises(ValueError, match="phone"):
        record_from_json({**RECORD, "phone": "1"})


def test_hidden_offices_leave_the_index(town):
    upsert_offices([RECORD])
    assert index_offices(external_ids=["hachioji-1"]) == 1
    upsert_offices([{**RECORD, "live": False}])
    assert index_offices(external_ids=["hachioji-1"]) == 0


def test_a_confirmed_office_needs_its_day(town):
    office = make_office(town)
    office.verification = "confirmed"
    with pytest.raises(ValidationError, match="確認した日"):
        office.full_clean()


def test_the_demo_offices_are_samples_or_lines_for_everybody():
    records = [record_from_json(entry) for entry in json.loads(OFFICES.read_text("utf-8"))]
    codes = {code for r in records for code in (r.area, *r.service_areas) if code}
    make_prefecture()
    for code in sorted(codes - {"130001"}):
        make_area(code[:5], f"町{code}", "まち")
    result = upsert_offices(records)
    assert len(result.created) == len(records)
    for office in Office.objects.all():
        office.full_clean()
        for contact in office.contacts.all():
            contact.full_clean()
        is_national = [row.area for row in office.service_areas.all()] == [None]
        assert is_national or (office.is_sample and "見本" in office.name)
        for contact in office.contacts.filter(channel="tel"):
            assert (
                is_national or contact.value.endswith("000-0000") or contact.value == "03-0000-0000"
            )
        assert office.source_title
