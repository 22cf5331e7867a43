"""Whom to call for a measure in a place."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from directory.cards import OfficeCard
from directory.choices import Level
from directory.selectors import Answer as Answering
from directory.selectors import Desk
from measures.choices import Tier
from measures.implementations import Answer
from measures.models import MeasurePage


class Telephone(NamedTuple):
    """The number as people write it, its ``tel:`` address and its extension."""

    display: str
    href: str
    extension: str


@dataclass(frozen=True)
class DeskCard(OfficeCard):
    """A desk that stands on many cards: its number and its hours are worked out once."""

    @cached_property
    def telephone(self) -> Telephone:
        contact = self.main_telephone
        if contact is None:
            return Telephone("", "", "")
        return Telephone(contact.display, contact.href, contact.extension)

    @cached_property
    def status(self) -> tuple[str, str]:
        """(look, words): whether somebody answers now."""
        return self.status_kind, self.status_words


class LinesBeforeThePlace:
    """Desks for a visitor who has not told a place: the nearest to what the site is for first."""

    def __init__(self, found: Iterable[Desk], on: date) -> None:
        found = sorted(found, key=lambda desk: desk.rank)
        cards = [DeskCard(desk, on) for desk in found if desk.has_telephone]
        self._by_name = {card.name: card for card in cards}
        self._cards = cards

    def for_measure(self, page: MeasurePage) -> DeskCard | None:
        """The line that the measure is, else the first desk for just its task, open or not."""
        about = (card for card in self._cards if page.task in card.office.tasks)
        return self._by_name.get(page.official_name) or next(about, None)


class Desks:
    """The desks of one place on one day, asked about for many measures."""

    def __init__(self, found: Answering, on: date) -> None:
        callable_ones = [desk for desk in found.desks if desk.has_telephone]
        self._on = on
        self._near = replace(found, desks=tuple(callable_ones))
        above = [desk for desk in callable_ones if desk.level != Level.MUNICIPALITY]
        self._above = replace(found, desks=tuple(above))
        self._lacks_welfare_office = not any(
            step.has_welfare_office for step in found.area.chain()[:-1]
        )
        self._by_office = {desk.office.pk: desk for desk in callable_ones}
        self._by_name = {desk.office.name: desk for desk in callable_ones}
        self._by_task: dict[tuple[str, bool], Desk | None] = {}
        self._cards: dict[int, DeskCard] = {}

    def for_measure(self, page: MeasurePage, answer: Answer) -> tuple[DeskCard | None, bool]:
        """The desk to call, and whether it is the next one because the place does not answer.

        A measure that is a telephone line itself is called there; else a recorded office comes
        first. Where the place does not run the measure, or where an authority with a 福祉事務所
        runs it and the town has none, the desk of the prefecture answers.
        """
        recorded = answer.record.office_id if answer.record else None
        own = self._by_office.get(recorded) or self._by_name.get(page.official_name)
        if own is not None:
            return self._card(own), False
        elsewhere = answer.kind == "closed" or self._is_run_above(page)
        desk = self._for_task(page.task, elsewhere)
        is_next = elsewhere and desk is not None and desk.level == Level.PREFECTURE
        return (self._card(desk) if desk else None), is_next

    def _is_run_above(self, page: MeasurePage) -> bool:
        """社会福祉法第14条: in a town without 福祉事務所 the prefecture's one is responsible."""
        return page.tier == Tier.WELFARE_OFFICE and self._lacks_welfare_office

    def _for_task(self, task: str, elsewhere: bool) -> Desk | None:
        key = (task, elsewhere)
        if key not in self._by_task:
            self._by_task[key] = (self._above if elsewhere else self._near).desk_for(task)
        return self._by_task[key]

    def _card(self, desk: Desk) -> DeskCard:
        if desk.office.pk not in self._cards:
            self._cards[desk.office.pk] = DeskCard(desk, self._on)
        return self._cards[desk.office.pk]
