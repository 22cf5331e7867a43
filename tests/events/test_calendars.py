"""Calendar files, read by the library that other programs use too."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from cms.core.calendar import TOKYO, now
from events.models import EventPage
from tests.events.builders import make_event, make_past_event, tokyo
from tests.reading import page_of

pytestmark = pytest.mark.django_db


def entries(response) -> list:
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_one_event_in_tokyo_time(client, site):
    event = make_event(site, slug="talk", title="話す会", starts_at=tokyo(2026, 12, 5, 13, 30))
    response = client.get("/events/talk/calendar/")
    assert 'filename="talk.ics"' in response["Content-Disposition"]
    (entry,) = entries(response)
    assert entry["SUMMARY"] == "話す会"
    assert entry["DTSTART"].dt == tokyo(2026, 12, 5, 13, 30)
    assert entry["DTSTART"].params["TZID"] == "Asia/Tokyo"
    assert entry["UID"] == f"{event.translation_key}@events"
    assert entry["STATUS"] == "CONFIRMED"
    assert entry["URL"].endswith("/events/talk/")
    zones = Calendar.from_ical(response.content).walk("VTIMEZONE")
    assert [zone["TZID"] for zone in zones] == ["Asia/Tokyo"]


def test_lines_are_folded_and_signs_escaped(client, site):
    make_event(site, slug="talk", title="a;b,c\\d", introduction="長い文です。\n" * 20)
    response = client.get("/events/talk/calendar/")
    assert max(map(len, response.content.split(b"\r\n"))) <= 75
    (entry,) = entries(response)
    assert entry["SUMMARY"] == "a;b,c\\d"
    assert entry["DESCRIPTION"].count("\n") >= 19


def published(event: EventPage, **fields) -> EventPage:
    draft = EventPage.objects.get(pk=event.pk).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision().publish()
    return EventPage.objects.get(pk=event.pk)


def test_a_change_counts_up_and_the_name_stays(client, site):
    event = make_event(site, slug="talk")
    event.save_revision().publish()
    event = EventPage.objects.get(pk=event.pk)
    first, uid = event.calendar_sequence, event.uid
    event = published(event, introduction="本文だけ直しました。")
    assert event.calendar_sequence == first
    event = published(event, starts_at=event.starts_at + timedelta(hours=1))
    assert (event.calendar_sequence, event.uid) == (first + 1, uid)
    event = published(event, is_cancelled=True)
    assert event.calendar_sequence == first + 2
    (entry,) = entries(client.get("/events/talk/calendar/"))
    assert (entry["STATUS"], entry["SEQUENCE"]) == ("CANCELLED", first + 2)


def test_an_old_draft_does_not_turn_the_count_back(site):
    event = make_event(site)
    old = event.save_revision()
    old.publish()
    event = published(event, venue="新しい会場")
    old.publish()
    assert EventPage.objects.get(pk=event.pk).calendar_sequence == event.calendar_sequence + 1


def test_a_copy_is_another_event(site):
    event = make_event(site)
    copy = event.copy(update_attrs={"slug": "copy", "title": "写し"})
    assert copy.uid != event.uid
    assert copy.calendar_sequence == 0


def test_all_events_of_the_last_year_and_to_come(client, site):
    make_event(site, title="これから")
    make_event(site, title="中止", is_cancelled=True)
    make_past_event(site, title="先月", starts_at=now() - timedelta(days=30))
    make_past_event(site, title="おととし", starts_at=now() - timedelta(days=700))
    make_event(site, title="下書き", live=False)
    found = {str(entry["SUMMARY"]) for entry in entries(client.get("/events/calendar/"))}
    assert found == {"これから", "中止", "先月"}


def test_the_feed_names_what_is_new(client, site):
    make_event(site, slug="talk", title="話す会", starts_at=tokyo(2030, 1, 5, 10))
    make_event(site, title="歩く会", is_cancelled=True)
    response = client.get("/events/feed/")
    assert response["Content-Type"].startswith("application/atom+xml")
    text = response.content.decode()
    assert "2030年1月5日（土）10:00〜12:00" in text
    assert "【中止】歩く会" in text
    assert "/events/talk/" in text
    links = page_of(client.get("/events/")).find_all("link", type="application/atom+xml")
    assert [link["href"] for link in links] == ["/events/feed/"]


def test_times_are_tokyo_whatever_the_database_says(site):
    event = EventPage.objects.get(pk=make_event(site, starts_at=tokyo(2026, 12, 5, 0, 30)).pk)
    assert event.starts_at.astimezone(TOKYO).hour == 0
