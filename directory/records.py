"""One office as a plain value: what imports read, demo content holds and services write."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from hashlib import blake2b
from typing import Any

from directory.choices import Channel, HolidayPolicy, OrganizationKind, Verification

# Raise when reading the same file must lead to other records: offices are then written again.
VERSION = "1"


@dataclass(frozen=True, slots=True)
class ContactRecord:
    channel: str
    value: str
    extension: str = ""
    label: str = ""
    description: str = ""
    prefectures: str = ""


@dataclass(frozen=True, slots=True)
class HoursRecord:
    """``weekdays`` as digits, 0 is Monday: "01234"."""

    weekdays: str
    opens: time
    closes: time
    weeks: str = ""
    holidays: str = HolidayPolicy.CLOSED.value
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class OfficeRecord:
    """``area`` and ``service_areas`` are six-digit codes; "" among the latter is the whole country.

    Without service areas the office serves its own area.
    """

    external_id: str
    name: str
    area: str = ""
    service_areas: tuple[str, ...] = ()
    organization: str = ""
    organization_kind: str = OrganizationKind.AUTHORITY.value
    plain_name: str = ""
    kana: str = ""
    department: str = ""
    description: str = ""
    notes: str = ""
    tasks: tuple[str, ...] = ()
    contacts: tuple[ContactRecord, ...] = ()
    hours: tuple[HoursRecord, ...] = ()
    hours_text: str = ""
    father_welcome: bool = False
    before_divorce_welcome: bool = False
    anonymous_ok: bool = False
    languages: str = ""
    cost: str = ""
    reservation: str = ""
    childcare: str = ""
    postal_code: str = ""
    address: str = ""
    access: str = ""
    latitude: float | None = None
    longitude: float | None = None
    website: str = ""
    priority: int = 100
    live: bool = True
    verification: str = Verification.UNCONFIRMED.value
    confirmed_on: date | None = None
    confirmed_by: str = ""
    source_title: str = ""
    source_url: str = ""
    source_licence: str = ""
    source_on: date | None = None
    is_sample: bool = False
    is_sensitive: bool = False

    def digest(self) -> str:
        """Equal for equal records: whether a row changed since it was written last."""
        return blake2b(f"{VERSION}{self!r}".encode(), digest_size=16).hexdigest()


def record_from_json(content: Mapping[str, Any]) -> OfficeRecord:
    """An entry of a JSON file: keys are the fields above, dates and times in ISO form.

    A contact may be written ``{"tel": "#8008", "label": "…"}``.
    """
    values = dict(content)
    for name in ("confirmed_on", "source_on"):
        values[name] = date.fromisoformat(values[name]) if values.get(name) else None
    for name in ("tasks", "service_areas"):
        values[name] = tuple(values.get(name, ()))
    values["contacts"] = tuple(_contact(entry) for entry in values.get("contacts", ()))
    values["hours"] = tuple(_hours(entry) for entry in values.get("hours", ()))
    known = {field.name for field in fields(OfficeRecord)}
    unknown = sorted(set(values) - known)
    if unknown:
        raise ValueError(f"{content.get('external_id')}: unknown keys {', '.join(unknown)}")
    return OfficeRecord(**values)


def _contact(entry: Mapping[str, Any]) -> ContactRecord:
    values = dict(entry)
    for channel in Channel.values:
        if channel in values:
            values |= {"channel": channel, "value": values.pop(channel)}
    return ContactRecord(**values)


def _hours(entry: Mapping[str, Any]) -> HoursRecord:
    values = dict(entry)
    for name in ("opens", "closes"):
        values[name] = time.fromisoformat(values[name])
    for name in ("valid_from", "valid_to"):
        values[name] = date.fromisoformat(values[name]) if values.get(name) else None
    return HoursRecord(**values)
