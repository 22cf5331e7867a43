"""Writing offices in bulk, by import and seed; people write them in the admin, with a review."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import translation
from wagtail.search.backends import get_search_backend

from cms.areas.models import Area
from cms.core.languages import default_language
from directory.bulk import insert_rows, time_value
from directory.models import (
    Contact,
    Office,
    OfficeTask,
    Organization,
    Schedule,
    ServiceArea,
)
from directory.models.schedule import WEEKDAYS
from directory.records import HoursRecord, OfficeRecord, record_from_json

BATCH = 2_000
_ELSEWHERE = frozenset(
    {"external_id", "area", "service_areas", "organization", "organization_kind"}
    | {"tasks", "contacts", "hours"}
)
_COPIED = [field.name for field in fields(OfficeRecord) if field.name not in _ELSEWHERE]
_LINKS = ("area", "organization", "import_digest", "has_unpublished_changes")
_OTHERS = ("external_id", *_LINKS, "expired", "locked")
_UPDATED = (*_COPIED, *_LINKS)
_CONTACT = (
    *("office", "sort_order", "channel", "value"),
    *("extension", "label", "description", "prefectures"),
)
_SCHEDULE = ("office", *WEEKDAYS, "opens", "closes", "weeks", "holidays", "valid_from", "valid_to")


@dataclass
class UpsertResult:
    """External ids by what happened. ``kept``: people edited the office since; left as it is."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def add(self, other: "UpsertResult") -> None:
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.kept += other.kept


@transaction.atomic
def upsert_offices(
    records: Iterable[OfficeRecord | Mapping[str, Any]], *, source: str = "", index: bool = True
) -> UpsertResult:
    """Create or update offices by ``external_id``; writing the same records again writes nothing.

    ``records`` may be JSON objects (see directory.records). ``source`` names where they come from
    when a record does not say it. Offices that an editor changed in the admin are kept. ``index``
    also puts them into the search index. Raises ValueError for an area code nobody knows.
    """
    writer = _Writer(source)
    total = UpsertResult()
    as_records = (r if isinstance(r, OfficeRecord) else record_from_json(r) for r in records)
    while batch := list(islice(as_records, BATCH)):
        total.add(writer.write(batch))
    if index:
        index_offices(external_ids=[*total.created, *total.changed])
    return total


def index_offices(*, external_ids: list[str]) -> int:
    """Put offices into the search index, take hidden ones out of it; returns how many went in."""
    backend = get_search_backend()
    done = 0
    with translation.override(default_language()):
        for batch in _batches(external_ids):
            offices = Office.objects.filter(external_id__in=batch).for_index()
            shown = [office for office in offices if office.live]
            backend.add_bulk(Office, shown)
            for office in offices:
                if not office.live:
                    backend.delete(office)
            done += len(shown)
    return done


class _Writer:
    """Holds what all batches need: areas and organisations by their keys."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.areas = dict(Area.objects.values_list("code6", "pk"))
        self.organizations = dict(Organization.objects.values_list("name", "pk"))

    def write(self, records: list[OfficeRecord]) -> UpsertResult:
        known = self._known(records)
        result, wanted = UpsertResult(), []
        for record in records:
            digest, row = record.digest(), known.get(record.external_id)
            if row is None:
                result.created.append(record.external_id)
            elif row["import_digest"] == digest:
                result.unchanged.append(record.external_id)
                continue
            elif row["latest_revision_id"] is not None:
                result.kept.append(record.external_id)
                continue
            else:
                result.changed.append(record.external_id)
            wanted.append((record, digest))
        if wanted:
            self._write(wanted, replaces=bool(result.changed))
        return result

    @staticmethod
    def _known(records: list[OfficeRecord]) -> dict[str, dict[str, Any]]:
        rows = Office.objects.filter(external_id__in=[record.external_id for record in records])
        values = rows.values("external_id", "import_digest", "latest_revision_id")
        return {row["external_id"]: row for row in values}

    def _write(self, wanted: list[tuple[OfficeRecord, str]], *, replaces: bool) -> None:
        self._create_organizations(record for record, _digest in wanted)
        rows = [self._office_row(record, digest) for record, digest in wanted]
        names = (*_COPIED, *_OTHERS)
        insert_rows(Office, names, rows, unique="external_id", updated=_UPDATED)
        records = {record.external_id: record for record, _digest in wanted}
        offices = Office.objects.filter(external_id__in=records)
        pairs = [(pk, records[key]) for pk, key in offices.values_list("pk", "external_id")]
        if replaces:
            ids = [pk for pk, _record in pairs]
            for model in (OfficeTask, Contact, Schedule, ServiceArea):
                model.objects.filter(office__in=ids).delete()
        self._insert_details(pairs)

    def _create_organizations(self, records: Iterable[OfficeRecord]) -> None:
        new = {r.organization: r.organization_kind for r in records if r.organization}
        for name in new.keys() - self.organizations.keys():
            made = Organization.objects.create(name=name, kind=new[name])
            self.organizations[name] = made.pk

    def _office_row(self, record: OfficeRecord, digest: str) -> list[Any]:
        """Values in the order of _COPIED and _OTHERS."""
        values = [getattr(record, name) for name in _COPIED]
        if not record.source_title and self.source:
            values[_COPIED.index("source_title")] = self.source
        area = self._area(record.area) if record.area else None
        organization = self.organizations.get(record.organization)
        links = [record.external_id, area, organization, digest]
        return [*values, *links, not record.live, False, False]

    def _insert_details(self, pairs: list[tuple[int, OfficeRecord]]) -> None:
        tasks = ((pk, task) for pk, record in pairs for task in record.tasks)
        insert_rows(OfficeTask, ("office", "task"), tasks)
        contacts = (
            (pk, order, c.channel, c.value, c.extension, c.label, c.description, c.prefectures)
            for pk, record in pairs
            for order, c in enumerate(record.contacts)
        )
        insert_rows(Contact, _CONTACT, contacts)
        hours = (_schedule_row(pk, line) for pk, record in pairs for line in record.hours)
        insert_rows(Schedule, _SCHEDULE, hours)
        served = (
            (pk, self._area(code) if code else None)
            for pk, record in pairs
            for code in (record.service_areas or ((record.area,) if record.area else ()))
        )
        insert_rows(ServiceArea, ("office", "area"), served)

    def _area(self, code6: str) -> int:
        if code6 not in self.areas:
            raise ValueError(f"unknown area {code6}")
        return self.areas[code6]


def _schedule_row(office_id: int, hours: HoursRecord) -> list[Any]:
    """Values in the order of _SCHEDULE."""
    days = [str(day) in hours.weekdays for day in range(len(WEEKDAYS))]
    times = [time_value(hours.opens), time_value(hours.closes)]
    return [office_id, *days, *times, hours.weeks, hours.holidays, hours.valid_from, hours.valid_to]


def _batches(items: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
