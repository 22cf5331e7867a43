"""Which office answers for a place: municipality, then prefecture, then nation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, prefetch_related_objects

from cms.areas.choices import AreaKind
from cms.areas.finding import answering_chain
from cms.areas.models import Area
from cms.core.calendar import TOKYO
from cms.core.querysets import Reader
from directory.choices import Channel, Level, Task, Verification
from directory.freshness import is_old
from directory.models import Contact, MunicipalityPage, Office
from directory.opening import OpeningState
from directory.querysets import OfficeQuerySet

_RANK = {Level.MUNICIPALITY: 0, Level.PREFECTURE: 1, Level.NATION: 2}


@dataclass(frozen=True)
class Desk:
    """An office seen from one place at one moment.

    ``prefecture``: two digits of the place; empty when the desk is seen from nowhere in particular.
    """

    office: Office
    level: Level
    state: OpeningState
    is_old: bool
    prefecture: str = ""

    @property
    def telephones(self) -> list[Contact]:
        """Numbers somebody in the place can call: those meant just for its prefecture, else those
        for everybody. Seen from nowhere, all of them."""
        found = [c for c in self.office.contacts.all() if c.channel == Channel.TELEPHONE]
        if not self.prefecture:
            return found
        own = [contact for contact in found if contact.is_for(self.prefecture)]
        return own or [contact for contact in found if not contact.prefectures]

    @property
    def has_telephone(self) -> bool:
        return bool(self.telephones)

    @property
    def rank(self) -> tuple[bool, int, int, bool, str]:
        """What nobody checked for 400 days drops below the fallback."""
        confirmed = self.office.verification == Verification.CONFIRMED
        nearness = _RANK[self.level]
        return (self.is_old, nearness, self.office.priority, not confirmed, self.office.name)


@dataclass(frozen=True)
class Answer:
    """Desks for ``area``, best first. ``level`` tells whose desk stands first."""

    area: Area
    chain: tuple[Area, ...]
    desks: tuple[Desk, ...]

    @property
    def level(self) -> Level | None:
        return self.desks[0].level if self.desks else None

    @property
    def own_is_unknown(self) -> bool:
        """市の情報は未確認: the municipality itself has no desk here."""
        is_prefecture = self.area.kind == AreaKind.PREFECTURE
        return not is_prefecture and not self.at_level(Level.MUNICIPALITY)

    def at_level(self, level: Level) -> list[Desk]:
        return [desk for desk in self.desks if desk.level == level]

    def with_task(self, task: str) -> list[Desk]:
        return [desk for desk in self.desks if task in desk.office.tasks]

    def desk_for(self, task: str) -> Desk | None:
        """The one desk to call. A desk that does just this comes before a switchboard: in a town
        without 福祉事務所 that is the prefecture's, not the town hall."""
        own, prefecture = Level.MUNICIPALITY, Level.PREFECTURE
        order = (
            (own, task),
            (prefecture, task),
            (own, Task.GENERAL),
            (Level.NATION, task),
            (prefecture, Task.GENERAL),
            (Level.NATION, Task.GENERAL),
        )
        for is_late in (False, True):
            for level, wanted in order:
                for desk in self.with_task(wanted):
                    if desk.level == level and desk.is_old == is_late and desk.has_telephone:
                        return desk
        return None


def place_at(code6: str, *, on: date) -> tuple[Area, list[Area]] | None:
    """The area of an address, abolished ones included, and what lies below it on the day ``on``.

    Below a prefecture are its municipalities, below a designated city its wards, by reading. The
    area's ``has_page`` tells whether it has an editorial page.
    """
    pages = MunicipalityPage.objects.filter(area=OuterRef("pk"))
    found = Area.objects.with_successors().annotate(has_page=Exists(pages))
    rows = list(found.filter(Q(code6=code6) | Q(parent__code6=code6)).order_by("kana", "code6"))
    area = next((row for row in rows if row.code6 == code6), None)
    if area is None:
        return None
    return area, [row for row in rows if row is not area and row.is_current(on)]


def offices_answering(
    area: Area, *, task: str | None = None, reader: Reader, at: datetime
) -> Answer:
    """Everything that answers for ``area`` at the moment ``at``: three queries, or four."""
    chain = answering_chain(area)
    offices = Office.objects.visible_to(reader).serving(chain).with_details()
    offices = offices.with_level_at(chain)
    if task is not None:
        offices = offices.with_task(task)
    prefecture = chain[-1].code6[:2]
    desks = [_desk(office, _level(office, chain), at, prefecture) for office in _loaded(offices)]
    return Answer(chain[0], chain, tuple(sorted(desks, key=lambda desk: desk.rank)))


def desk_for(area: Area, task: str, *, reader: Reader, at: datetime) -> Desk | None:
    """The one desk with a telephone for ``task`` in ``area``. For several tasks ask an Answer."""
    return offices_answering(area, reader=reader, at=at).desk_for(task)


def national_desks(*, reader: Reader, at: datetime) -> list[Desk]:
    """Lines for the whole country; who answers now stands first."""
    offices = Office.objects.visible_to(reader).nationwide().with_details()
    return answering_first([_desk(office, Level.NATION, at) for office in _loaded(offices)])


def answering_first(desks: Iterable[Desk]) -> list[Desk]:
    """Open lines first, then those that open later, then unknown hours."""
    order = {"open": 0, "closed": 2, "unknown": 1}
    return sorted(desks, key=lambda desk: (order[desk.state.kind], desk.rank))


def office_at(external_id: str, *, reader: Reader, at: datetime) -> Desk | None:
    """One office, seen from its own place; a line for the whole country has none."""
    found = Office.objects.visible_to(reader).with_details().filter(external_id=external_id)
    office = found.first()
    return desk_of(office, at=at) if office else None


def desk_of(office: Office, *, at: datetime) -> Desk:
    """An office as it stands in memory, a draft too, seen from its own place."""
    is_prefecture = office.area is not None and office.area.kind == AreaKind.PREFECTURE
    local = Level.PREFECTURE if is_prefecture else Level.MUNICIPALITY
    return _desk(office, local if office.area else Level.NATION, at)


def editorial_page(area: Area, *, languages: list[str], reader: Reader) -> MunicipalityPage | None:
    """The area's own page in the first of ``languages`` that has one. Most areas have none."""
    if not getattr(area, "has_page", True):
        return None
    pages = MunicipalityPage.objects.visible_to(reader).filter(area=area)
    found = {page.locale.language_code: page for page in pages.select_related("locale")}
    return next((found[code] for code in languages if code in found), None)


def _loaded(offices: OfficeQuerySet) -> list[Office]:
    """The offices, with the exceptions of those that have any."""
    found = list(offices)
    prefetch_related_objects([office for office in found if office.has_exceptions], "exceptions")
    return found


def _desk(office: Office, level: Level, at: datetime, prefecture: str = "") -> Desk:
    confirmed = office.verification == Verification.CONFIRMED
    known_on = office.confirmed_on if confirmed else office.source_on
    today = at.astimezone(TOKYO).date()
    return Desk(office, level, office.opening(at), is_old(known_on, today), prefecture)


def _level(office: Office, chain: tuple[Area, ...]) -> Level:
    """The nearest level at which the office serves the place; needs ``with_level_at(chain)``."""
    nearest = getattr(office, "nearest", None)
    if nearest is None:
        return Level.NATION
    is_prefecture = chain[nearest].kind == AreaKind.PREFECTURE
    return Level.PREFECTURE if is_prefecture else Level.MUNICIPALITY
