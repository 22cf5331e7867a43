"""Places of an event: how many are left, and whether one more registration gets one."""

from dataclasses import dataclass
from datetime import datetime

from events.choices import Door, RegistrationKind
from events.models import EventPage


@dataclass(frozen=True)
class Seats:
    """People, not registrations. ``capacity`` None: there is no limit."""

    capacity: int | None
    taken: int = 0
    waiting: int = 0

    @classmethod
    def of(cls, event: EventPage) -> "Seats":
        """As it is now; one query."""
        sums = event.registrations.all().sums()
        return cls(event.capacity, sums["taken"], sums["waiting"])

    @property
    def left(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    def fit(self, people: int) -> bool:
        """Whether there is room, were nobody waiting."""
        return self.left is None or people <= self.left

    @property
    def is_full(self) -> bool:
        """Whoever comes now waits: nothing is left, or others wait already."""
        return self.waiting > 0 or not self.fit(1)


def door_of(event: EventPage, seats: Seats, *, at: datetime) -> Door:
    """What the event says about registering at that moment."""
    if event.is_cancelled:
        return Door.CANCELLED
    if event.ends_at <= at:
        return Door.OVER
    if event.registration == RegistrationKind.NONE:
        return Door.NONE
    if event.closes_at <= at:
        return Door.CLOSED
    if event.registration == RegistrationKind.EXTERNAL:
        return Door.EXTERNAL
    return Door.WAITING if seats.is_full else Door.OPEN


def takes_registrations(door: Door) -> bool:
    return door in (Door.OPEN, Door.WAITING)
