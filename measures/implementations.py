"""Whether a measure can be used in a place: what is recorded, and what follows from nothing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _

from cms.areas.finding import answering_chain
from cms.areas.models import Area
from measures.choices import Scope, Status
from measures.models import Implementation, MeasurePage


class Listed(Protocol):
    """What must be known of a measure to look up where it runs: a page, or a row of a query."""

    @property
    def pk(self) -> Any: ...

    @property
    def translation_key(self) -> UUID: ...

    @property
    def scope(self) -> str: ...


@dataclass(frozen=True)
class Answer:
    """What is known about one measure in one place.

    ``record`` is the nearest authority's (ward, municipality, prefecture); without one, a national
    entitlement runs everywhere and everything else is 未確認.
    """

    area: Area
    status: Status
    record: Implementation | None = None

    @property
    def is_national(self) -> bool:
        return self.record is None and self.status == Status.RUNNING

    @property
    def kind(self) -> str:
        """Which look the status has: open, closed or check."""
        kinds = {Status.RUNNING: "open", Status.UNCONFIRMED: "check"}
        return kinds.get(self.status, "closed")

    @property
    def words(self) -> str:
        """A few words for a list."""
        if self.is_national:
            return _("Everywhere in Japan")
        texts = {
            Status.RUNNING: _("In operation"),
            Status.NOT_RUNNING: _("Not in operation: ask the prefecture"),
            Status.UNCONFIRMED: _("Not confirmed: ask by telephone"),
            Status.PAUSED: _("Paused at the moment"),
        }
        return texts[self.status]

    @property
    def sentence(self) -> str:
        """The same for the page of the measure, naming the place."""
        if self.is_national:
            return _("You can use this wherever you live in Japan.")
        texts = {
            Status.RUNNING: _("%(area)s runs this."),
            Status.NOT_RUNNING: _("%(area)s does not run this. Ask the desk of %(prefecture)s."),
            Status.UNCONFIRMED: _("We do not know yet whether %(area)s runs this. Please call."),
            Status.PAUSED: _("%(area)s takes no applications at the moment."),
        }
        area = self.record.area if self.record else self.area
        names = {"area": area.name, "prefecture": self.area.prefecture.name}
        return texts[self.status] % names


def answer_for(measure: MeasurePage, area: Area, *, on: date) -> Answer:
    return answers_for([measure], area, on=on)[measure.pk]


def answers_for(measures: Iterable[Listed], area: Area, *, on: date) -> dict[int, Answer]:
    """The answer of a place for each measure by its primary key, in one query.

    Records belong to the Japanese page; a translation shares them by its translation key.
    """
    chain = answering_chain(area)
    measures = list(measures)
    found = Implementation.objects.valid_on(on).in_areas(chain)
    found = found.filter(measure__translation_key__in=[page.translation_key for page in measures])
    distance = {step.pk: number for number, step in enumerate(chain)}
    nearest: dict[object, Implementation] = {}
    found = found.annotate(family=F("measure__translation_key"))
    for record in found.select_related("area", "office"):
        family = record.family  # type: ignore[attr-defined]
        best = nearest.get(family)
        if best is None or distance[record.area_id] < distance[best.area_id]:
            nearest[family] = record
    return {page.pk: _answer(page, area, nearest.get(page.translation_key)) for page in measures}


def _answer(measure: Listed, area: Area, record: Implementation | None) -> Answer:
    if record is not None:
        return Answer(area, Status(record.status), record)
    everywhere = measure.scope == Scope.NATIONAL
    return Answer(area, Status.RUNNING if everywhere else Status.UNCONFIRMED)
