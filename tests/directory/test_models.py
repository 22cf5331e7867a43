"""What an editor may not write, and what a card says about who runs an office."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from directory.importing import cells
from directory.importing.cells import BadCellError
from directory.models import Contact, Organization, Schedule, ScheduleException
from directory.selectors import office_at
from tests.builders import make_area, make_directory, make_office
from tests.reading import page_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office(make_area())


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"channel": "tel", "value": "042-62O"}, "value"),
        ({"channel": "fax", "value": "12"}, "value"),
        ({"channel": "mail", "value": "soudan"}, "value"),
        ({"channel": "form", "value": "javascript:alert(1)"}, "value"),
        ({"channel": "tel", "value": "042-620-7368", "extension": "1a"}, "extension"),
        ({"channel": "smoke", "value": "x"}, "channel"),
    ],
)
def test_contacts_that_lead_nowhere_are_refused(office, fields, wrong):
    with pytest.raises(ValidationError) as refused:
        Contact(office=office, **fields).full_clean()
    assert wrong in refused.value.message_dict


def test_contacts_of_every_channel(office):
    found = {
        "tel": ("#8008", "tel:%238008"),
        "form": ("https://example.jp/form", "https://example.jp/form"),
        "line": ("https://line.me/R/ti/p/x", "https://line.me/R/ti/p/x"),
    }
    for channel, (value, href) in found.items():
        contact = Contact(office=office, channel=channel, value=value)
        contact.full_clean()
        assert contact.href == href
    assert str(Contact(channel="fax", value="042-620-7368")) == "FAX 042-620-7368"


@pytest.mark.parametrize(
    "fields",
    [
        dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), False),
        {"valid_from": date(2026, 4, 1), "valid_to": date(2026, 3, 31)},
        {"weeks": "6"},
        {"weeks": "1 3"},
    ],
)
def test_hours_that_cannot_be_are_refused(office, fields):
    with pytest.raises(ValidationError):
        Schedule(office=office, **fields).full_clean()


def test_days_off_that_cannot_be_are_refused(office):
    first, last = date(2026, 8, 13), date(2026, 8, 15)
    for fields in (
        {"first": last, "last": first},
        {"first": first, "last": last, "opens": time(9)},
    ):
        with pytest.raises(ValidationError):
            ScheduleException(office=office, **fields).full_clean()
    day_off = ScheduleException(office=office, first=first, last=last)
    day_off.full_clean()
    assert day_off.rule.is_closed
    assert "2026-08-13" in str(day_off)


def test_a_day_off_closes_the_office(office):
    Schedule.objects.create(office=office)
    tuesday = date(2026, 11, 24)
    at = datetime(2026, 11, 24, 1, tzinfo=UTC)  # 10:00 in Tokyo
    assert office_at(office.external_id, reader=None, at=at).state.is_open
    ScheduleException.objects.create(office=office, first=tuesday, last=tuesday)
    assert not office_at(office.external_id, reader=None, at=at).state.is_open


@pytest.mark.parametrize(
    ("level", "kind", "label"),
    [
        ("unconfirmed", "non_profit", "The group is not confirmed yet"),
        ("self_reported", "non_profit", "The group describes itself"),
        ("recommended", "company", "Recommended by an authority"),
        ("unconfirmed", "authority", ""),
    ],
)
def test_private_groups_carry_their_label(client, site, office, level, kind, label):
    make_directory(site)
    office.organization = Organization.objects.create(
        name="会", kind=kind, verification_level=level
    )
    office.save()
    page = page_of(client.get(f"/directory/offices/{office.external_id}/"))
    with translation.override("ja"):
        labels = [words(tag) for tag in page.main.find_all(class_="tag--check")]
        assert labels == ([translation.gettext(label)] if label else [])


def test_many_desks_for_one_thing_become_lines(client, site):
    make_directory(site)
    town = make_area()
    for number in range(6):
        make_office(town, name=f"窓口{number}", telephones=[f"042-620-123{number}"])
    group = (
        page_of(client.get("/directory/132012/")).find(id="task-allowance").find_parent("section")
    )
    assert len(group.find_all("h3")) == 3
    listed = group.find("details")
    assert [words(item) for item in listed.find_all("li")] == [
        f"窓口{number} 042-620-123{number}" for number in (3, 4, 5)
    ]


def test_half_a_position_is_refused(office):
    office.latitude = "35.6"
    with pytest.raises(ValidationError, match="緯度と経度"):
        office.full_clean()


def test_cells():
    assert cells.truth_of("○")
    assert not cells.truth_of("")
    assert cells.date_of("2026年7月1日") == date(2026, 7, 1)
    assert cells.date_of("") is None
    assert cells.number_of("３５．６".replace("．", "."), 20, 46) == 35.6
    assert cells.postal_code_of("〒192－0046") == "192-0046"
    assert cells.url_of("") == ""
    for parse, text in ((cells.date_of, "2026-02-30"), (cells.url_of, "https://e.jp/" + "a" * 300)):
        with pytest.raises(BadCellError):
            parse(text)
