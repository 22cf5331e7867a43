"""Registering: places, the waiting list, cancelling, closing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from cms.core.calendar import now
from events.choices import Door, State
from events.models import Registration
from events.seats import Seats, door_of
from events.services import (
    ClosedError,
    cancel_registration,
    move_up,
    register,
)
from tests.events.builders import make_event, make_open_event, make_registration, make_wishes

pytestmark = pytest.mark.django_db


def states(event) -> list[tuple[str, str]]:
    return list(event.registrations.order_by("pk").values_list("name", "state"))


@pytest.fixture
def small(site):
    return make_open_event(site, capacity=3)


def test_places_are_given_until_they_are_gone_then_people_wait(small):
    for name, people in (("あ", 2), ("い", 1), ("う", 1)):
        make_registration(small, name, people=people)
    assert states(small) == [("あ", "confirmed"), ("い", "confirmed"), ("う", "waiting")]
    assert Seats.of(small) == Seats(capacity=3, taken=3, waiting=1)


def test_a_party_that_does_not_fit_waits_and_nobody_overtakes_it(small):
    make_registration(small, "あ", people=2)
    make_registration(small, "い", people=2)
    make_registration(small, "う", people=1)
    assert states(small)[1:] == [("い", "waiting"), ("う", "waiting")]


def test_without_a_capacity_everybody_comes(site):
    event = make_open_event(site)
    for name in "あいうえお":
        make_registration(event, name, people=4)
    assert {state for _name, state in states(event)} == {"confirmed"}


def test_cancelling_moves_up_who_came_first(small, django_capture_on_commit_callbacks):
    first = make_registration(small, "あ", people=3)
    for name in ("い", "う", "え", "お"):
        make_registration(small, name, mail=f"{name}@town.example".encode("idna").decode())
    with django_capture_on_commit_callbacks(execute=True):
        assert cancel_registration(registration=first, at=now())
    assert dict(states(small)) == {
        "あ": "cancelled",
        "い": "confirmed",
        "う": "confirmed",
        "え": "confirmed",
        "お": "waiting",
    }
    assert [m.subject.split("（")[0] for m in mail.outbox] == [
        "お申し込みを取り消しました",
        *["参加できるようになりました"] * 3,
    ]


def test_cancelling_twice_is_harmless(small):
    first = make_registration(small, "あ", people=3)
    make_registration(small, "い", people=3)
    make_registration(small, "う", people=3)
    assert cancel_registration(registration=first, at=now())
    assert not cancel_registration(registration=first, at=now())
    assert [state for _name, state in states(small)] == ["cancelled", "confirmed", "waiting"]


def test_who_cancelled_may_register_again_at_the_end_of_the_line(small):
    first = make_registration(small, "あ", people=3)
    make_registration(small, "い", people=3)
    cancel_registration(registration=first, at=now())
    make_registration(small, "あ", people=1)
    assert states(small)[-1] == ("あ", "waiting")


def test_more_places_move_up_who_waits(small):
    make_registration(small, "あ", people=3)
    make_registration(small, "い", people=2)
    small.capacity = 5
    small.save()
    assert move_up(event=small, at=now()) == 1
    assert Seats.of(small).taken == 5
    assert move_up(event=small, at=now()) == 0


def test_nobody_moves_up_once_it_has_begun(small):
    first = make_registration(small, "あ", people=3)
    make_registration(small, "い")
    cancel_registration(registration=first, at=small.starts_at)
    assert states(small)[-1] == ("い", "waiting")


@pytest.mark.parametrize(
    "second", ["hanako@town.example", "HANAKO@town.example", " ｈanako@town.example"]
)
def test_one_address_has_one_registration(small, second, django_capture_on_commit_callbacks):
    make_registration(small, "花子", mail="hanako@town.example", people=2)
    with django_capture_on_commit_callbacks(execute=True):
        again = make_registration(small, "別の名前", mail=second, people=1)
    assert (again.name, again.people) == ("花子", 2)
    assert Registration.objects.count() == 1
    (message,) = mail.outbox
    assert message.subject.startswith("もう申し込まれています")
    assert "増やしていません" in message.body


def test_nobody_fills_a_letter_box_with_registrations_of_another(
    small, django_capture_on_commit_callbacks
):
    make_registration(small, "花子", mail="hanako@town.example")
    for _time in range(6):
        with django_capture_on_commit_callbacks(execute=True):
            make_registration(small, "花子", mail="hanako@town.example")
    assert len(mail.outbox) == 3


def test_the_database_itself_refuses_a_second_registration(small):
    first = make_registration(small, "花子", mail="hanako@town.example")
    fields = {"event": small, "mail_key": first.mail_key, "name": "花子", "state": State.WAITING}
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(created_at=now(), consented_at=now(), **fields)


@pytest.mark.parametrize(
    ("fields", "door"),
    [
        ({"is_cancelled": True}, Door.CANCELLED),
        ({"registration_closes_at": now() - timedelta(minutes=1)}, Door.CLOSED),
        ({"registration": "none"}, Door.NONE),
        ({"registration": "external"}, Door.EXTERNAL),
    ],
)
def test_a_closed_door_stores_nothing_and_says_why(site, fields, door):
    event = make_event(site, **{"registration": "own", **fields})
    with pytest.raises(ClosedError) as refusal:
        register(event=event, wishes=make_wishes(), at=now())
    assert refusal.value.door == door
    assert not Registration.objects.exists()
    assert mail.outbox == []


def test_the_door_at_the_moments_that_count(site):
    event = make_open_event(site, capacity=1)
    empty, full = Seats(1), Seats(1, taken=1)
    moment = timedelta(microseconds=1)
    assert door_of(event, empty, at=event.starts_at - moment) == Door.OPEN
    assert door_of(event, full, at=event.starts_at - moment) == Door.WAITING
    assert door_of(event, Seats(2, taken=1, waiting=2), at=now()) == Door.WAITING
    assert door_of(event, empty, at=event.starts_at) == Door.CLOSED
    assert door_of(event, empty, at=event.ends_at - moment) == Door.CLOSED
    assert door_of(event, empty, at=event.ends_at) == Door.OVER


def test_a_mail_that_cannot_be_written_keeps_nothing(site):
    """All or nothing: a registration nobody is told of would take a place for ever."""
    event = make_open_event(site, capacity=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        register(event=event, wishes=make_wishes(people=0), at=now())
    assert not Registration.objects.exists()
