"""Reading events and registrations. Lists of events start with visible_to()."""

from datetime import date, datetime
from typing import Any, Self

from django.db.models import Count, Q, QuerySet, Sum

from cms.core.calendar import TOKYO, fiscal_year
from cms.core.querysets import Reader, SectionPageQuerySet
from events.choices import CueKind, State

STANDING = (State.CONFIRMED, State.WAITING)


def first_moment(year: int) -> datetime:
    """1 April of ``year``, 0:00 in Tokyo: the beginning of a fiscal year."""
    return datetime(year, 4, 1, tzinfo=TOKYO)


class EventQuerySet(SectionPageQuerySet):
    def upcoming(self, at: datetime) -> Self:
        """What has not ended, the next one first."""
        return self.filter(ends_at__gt=at).order_by("starts_at", "pk")

    def past(self, at: datetime) -> Self:
        """What has ended, the last one first."""
        return self.filter(ends_at__lte=at).order_by("-starts_at", "-pk")

    def in_fiscal_year(self, year: int) -> Self:
        """Events that begin from 1 April of ``year`` until 31 March of the next, in Tokyo."""
        return self.filter(
            starts_at__gte=first_moment(year), starts_at__lt=first_moment(year + 1)
        ).order_by("-starts_at", "-pk")

    def with_seats(self) -> Self:
        """``taken`` and ``waiting``: people with a place, people who wait."""
        of = {state: Q(registrations__state=state) for state in STANDING}
        return self.annotate(
            taken=Sum("registrations__people", filter=of[State.CONFIRMED], default=0),
            waiting=Sum("registrations__people", filter=of[State.WAITING], default=0),
        )

    def fiscal_years(self) -> list[int]:
        """Fiscal years with an event, newest first, in one query."""
        months = self.order_by().datetimes("starts_at", "month", tzinfo=TOKYO)
        return sorted({fiscal_year(month.date()) for month in months}, reverse=True)

    def with_rights(self, on: date) -> Self:
        """Events whose film may be shown: every speaker agreed and no agreement has ended."""
        from events.models import Speaker  # models stand on querysets

        missing = Q(agrees_to_recording=False) | Q(rights_until__lt=on)
        closed = Speaker.objects.filter(missing).values("event")
        return self.filter(film__isnull=False).exclude(pk__in=closed)


class RegistrationQuerySet(QuerySet[Any]):
    def standing(self) -> Self:
        """Neither cancelled nor refused: places and the waiting list."""
        return self.filter(state__in=STANDING)

    def confirmed(self) -> Self:
        return self.filter(state=State.CONFIRMED)

    def in_line(self) -> Self:
        """The waiting list, first come first."""
        return self.filter(state=State.WAITING).order_by("created_at", "pk")

    def sums(self) -> dict[str, int]:
        """People with a place, people who wait, registrations by state; in one query."""
        of = {state: Q(state=state) for state in State}
        found = self.aggregate(
            taken=Sum("people", filter=of[State.CONFIRMED], default=0),
            waiting=Sum("people", filter=of[State.WAITING], default=0),
            confirmed_count=Count("pk", filter=of[State.CONFIRMED]),
            waiting_count=Count("pk", filter=of[State.WAITING]),
            cancelled_count=Count("pk", filter=of[State.CANCELLED]),
        )
        return {name: int(number) for name, number in found.items()}


class CueQuerySet(QuerySet[Any]):
    def speech(self) -> Self:
        return self.filter(kind=CueKind.SPEECH).order_by("position")

    def chapters(self) -> Self:
        return self.filter(kind=CueKind.CHAPTER).order_by("position")

    def visible_to(self, reader: Reader, *, on: date) -> Self:
        """What is said in films that ``reader`` may see on that day."""
        from events.models import EventPage  # models stand on querysets

        events = EventPage.objects.visible_to(reader).with_rights(on).order_by()
        return self.filter(event__in=events.values("pk"))
