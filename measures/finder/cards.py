"""One measure as a result: why it is shown, what is open, how much, what to bring, whom to call."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from cms.areas.models import Area
from cms.core.querysets import Reader
from directory.choices import Level
from directory.selectors import Desk, national_desks, offices_answering
from measures.choices import Need
from measures.eligibility.evaluate import Reason, Status, Verdict
from measures.eligibility.vocabulary import QUESTIONS
from measures.finder.desks import DeskCard, Desks, LinesBeforeThePlace
from measures.finder.judging import Judged
from measures.finder.reasons import Line, Telling
from measures.implementations import Answer
from measures.listing import foreign_tag, listed_measures, official_tag
from measures.models import MeasurePage
from measures.parameters import Amount, amounts_by_parameter
from measures.presenters import AmountRow
from measures.querysets import LEADING_CATEGORIES

SHOWN_DOCUMENTS = 6
SHOWN_AMOUNTS = 3
JAPANESE = Telling()
# Columns of a brief and of a full card: texts and rules of 60 measures would double the time.
BRIEF = (
    "title", "slug", "path", "depth", "url_path", "locale", "live", "translation_key",
    "official_name", "category",
)  # fmt: skip
FULL = (*BRIEF, "scope", "tier", "task", "period", "amounts", "documents")


@dataclass(frozen=True)
class Card:
    """``lang`` is set where the words of the measure are not in the page's language."""

    measure: MeasurePage
    verdict: Verdict
    url: str
    lang: str
    need: str
    answer: Answer | None = None
    amounts: list[AmountRow] = field(default_factory=list)
    desk: DeskCard | None = None
    next_office: bool = False
    wanted: bool = False
    telling: Telling = JAPANESE

    @property
    def leads(self) -> bool:
        """Whether the measure is of the kind that its need asks for first: money for 毎月のお金."""
        return self.measure.category == LEADING_CATEGORIES.get(self.need)

    @property
    def official_lang(self) -> str:
        return official_tag(self.measure)

    @property
    def slug(self) -> str:
        return self.verdict.measure

    @property
    def status(self) -> Status:
        return self.verdict.status

    @cached_property
    def met(self) -> list[Line]:
        """表示した理由."""
        return self._lines("met")

    @cached_property
    def against(self) -> list[Line]:
        return self._lines("against")

    @cached_property
    def decisive(self) -> list[Line]:
        """What the desk decides on: without it nobody can say 使えそう."""
        return self._lines("decisive")

    @cached_property
    def desk_checks(self) -> list[Line]:
        """窓口で確認されること besides the decisive ones."""
        return self._lines("desk")

    @cached_property
    def open(self) -> list[Line]:
        """まだ分からないこと: what an answer can settle, then what only the desk can."""
        return self._lines("open", "unsure", "parameter")

    @property
    def is_off(self) -> bool:
        return self.verdict.implementation.is_off

    @property
    def asks_town_hall(self) -> bool:
        """Whether the place's own desk is not known: the line shown is only one that listens."""
        if self.desk is None or self.desk.desk.level != Level.NATION:
            return False
        return self.answer is not None and self.measure.task not in self.desk.office.tasks

    @property
    def is_doubtful(self) -> bool:
        """Whether the place itself is what must be asked about."""
        return (
            self.answer is not None and not self.answer.is_national and self.answer.kind != "open"
        )

    @cached_property
    def short_amounts(self) -> list[AmountRow]:
        """Single amounts for the face of the card; tables by family size stand below."""
        return [row for row in self.amounts if not row.amount.rows][:SHOWN_AMOUNTS]

    @cached_property
    def long_amounts(self) -> list[AmountRow]:
        """What the face has no room for, and what carries a note."""
        return [row for row in self.amounts if row not in self.short_amounts or row.note]

    @property
    def sources(self) -> list[str]:
        return list(
            dict.fromkeys(r.amount.source_title for r in self.amounts if r.amount.source_title)
        )

    @property
    def turns_on(self) -> date | None:
        return self.verdict.turns_on

    @cached_property
    def documents(self) -> list[str]:
        rows = self.measure.documents.get_prep_value()
        return [row["value"]["name"] for row in rows[:SHOWN_DOCUMENTS]]

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        return self.verdict.reasons

    def _lines(self, *kinds: str) -> list[Line]:
        """Each line once: in other languages several conditions look at one answer."""
        found = [reason for reason in self.reasons if reason.kind in kinds]
        return list(dict.fromkeys(self.telling.line(one, _key(one)) for one in found))


@dataclass(frozen=True)
class NeedGroup:
    """``is_open``: unfolded, so that nothing has to be pressed to see it."""

    key: str
    label: str
    cards: list[Card]
    is_open: bool = True


@dataclass(frozen=True)
class Results:
    """Every measure with a rule, in three classes."""

    likely: list[Card]
    check: list[Card]
    unlikely: list[Card]

    @property
    def all(self) -> list[Card]:
        return [*self.likely, *self.check, *self.unlikely]


def results_of(
    judged: Judged,
    *,
    reader: Reader,
    at: datetime,
    language: str,
    telling: Telling = JAPANESE,
    around: Area | None = None,
) -> Results:
    """The cards with their desks: at most nine queries, however many measures there are.

    ``around`` is the place that the site is for. It lends its desks to a visitor who has told no
    place; that the visitor lives there is assumed nowhere.
    """
    cards = brief_cards(judged, reader=reader, language=language, columns=FULL)
    amounts = _amounts([card.measure for card in cards], at.date())
    cards = [replace(card, amounts=amounts[card.measure.pk], telling=telling) for card in cards]
    if judged.area is None:
        found = _desks_before_the_place(around, reader=reader, at=at)
        lines = LinesBeforeThePlace(found, at.date())
        return _sorted([replace(card, desk=lines.for_measure(card.measure)) for card in cards])
    desks = Desks(offices_answering(judged.area, reader=reader, at=at), at.date())
    return _sorted([_in_place(card, judged, desks) for card in cards])


def _desks_before_the_place(around: Area | None, *, reader: Reader, at: datetime) -> Iterable[Desk]:
    if around is None:
        return national_desks(reader=reader, at=at)
    return offices_answering(around, reader=reader, at=at).desks


def _in_place(card: Card, judged: Judged, desks: Desks) -> Card:
    answer = judged.answers.get(card.measure.translation_key)
    if answer is None:
        return card
    desk, is_next = desks.for_measure(card.measure, answer)
    return replace(card, answer=answer, desk=desk, next_office=is_next)


def brief_cards(
    judged: Judged, *, reader: Reader, language: str, columns: tuple[str, ...] = BRIEF
) -> list[Card]:
    """Names and verdicts in the order of the lists, without desks and amounts: one query."""
    pages = listed_measures(reader, language).in_order().with_first_need().only(*columns)
    found = [page for page in pages if page.slug in judged.verdicts]
    wants = judged.journey.wants
    return [
        Card(
            measure=page,
            verdict=judged.verdicts[page.slug],
            url=page.address(language),
            lang=foreign_tag(page, language),
            need=page.first_need or Need.TALK,
            wanted=bool(wants) and judged.verdicts[page.slug].interest(wants),
        )
        for page in found
    ]


def by_need(cards: Iterable[Card], *, unfolded: bool = True, here: str = "") -> list[NeedGroup]:
    """Cards under their first need: first in each what the visitor would like, then what answers
    the need itself. Folded groups open for the card where the visitor is.
    """
    groups: dict[str, list[Card]] = {need: [] for need in Need.values}
    for card in cards:
        groups[card.need].append(card)
    return [
        NeedGroup(
            need.value,
            str(need.label),
            sorted(found, key=lambda card: (not card.wanted, not card.leads)),
            unfolded or any(card.slug == here for card in found),
        )
        for need in Need
        if (found := groups[need])
    ]


def _sorted(cards: list[Card]) -> Results:
    found: dict[Status, list[Card]] = {status: [] for status in Status}
    for card in cards:
        found[card.status].append(card)
    return Results(found[Status.LIKELY], found[Status.CHECK], found[Status.UNLIKELY])


def _key(reason: Reason) -> str:
    """The question that an answer to would settle ``reason``; empty when none can."""
    can_help = reason.kind in ("open", "unsure") and reason.question in QUESTIONS
    return reason.question or "" if can_help else ""


def _amounts(pages: list[MeasurePage], on: date) -> dict[int, list[AmountRow]]:
    """めやす of every page with the value of the day, in one query."""
    blocks: Mapping[int, list[Any]] = {
        page.pk: [row["value"] for row in page.amounts.get_prep_value()] for page in pages
    }
    ids = [block["parameter"] for rows in blocks.values() for block in rows]
    values: dict[int, Amount] = amounts_by_parameter(ids, on) if ids else {}
    return {
        pk: [
            AmountRow(block["label"], block["note"], values[block["parameter"]])
            for block in rows
            if block["parameter"] in values
        ]
        for pk, rows in blocks.items()
    }
