"""Several people press the button at the same moment: real threads, real commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from cms.core.calendar import now
from events.models import EventPage, Registration
from events.services import cancel_registration, register
from tests.builders import make_site
from tests.events.builders import make_open_event, make_registration, make_wishes


def at_once(number: int, act: Callable[[int], Any]) -> list[Any]:
    """What ``act`` gives for 0, 1, …, each in a thread of its own, all begun together."""
    together = Barrier(number)

    def run(turn: int) -> Any:
        try:
            together.wait(timeout=30)
            return act(turn)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


def sign_up(event: EventPage, name: str) -> Registration:
    wishes = make_wishes(name, mail=f"{name}@town.example")
    return register(event=event, wishes=wishes, at=now())


@pytest.mark.django_db
def test_one_after_the_other(site):
    """What the threads below must come to as well."""
    event = make_open_event(site, capacity=3)
    found = [sign_up(event, f"person-{turn}").state for turn in range(8)]
    assert found == ["confirmed"] * 3 + ["waiting"] * 5


def test_nobody_gets_a_place_twice(own_database):
    event = make_open_event(make_site(), capacity=3)
    found = at_once(8, lambda turn: sign_up(event, f"person-{turn}").state)
    assert sorted(found) == ["confirmed"] * 3 + ["waiting"] * 5


def test_the_same_person_is_registered_once(own_database):
    event = make_open_event(make_site(), capacity=3)
    found = at_once(4, lambda _turn: sign_up(event, "hanako").pk)
    assert len(set(found)) == 1
    assert Registration.objects.count() == 1


def test_two_who_cancel_free_two_places(own_database):
    event = make_open_event(make_site(), capacity=2)
    leaving = [make_registration(event, name) for name in ("あ", "い")]
    waiting = [make_registration(event, name) for name in ("う", "え", "お")]
    done = at_once(2, lambda turn: cancel_registration(registration=leaving[turn], at=now()))
    assert done == [True, True]
    states = [Registration.objects.get(pk=each.pk).state for each in waiting]
    assert states == ["confirmed", "confirmed", "waiting"]
