"""A row of a file → an office record, or what is wrong with it, by column."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from cms.areas.models import Area
from cms.spreadsheets.reading import Row
from directory.choices import Channel, Verification
from directory.importing import cells
from directory.importing.cells import BadCellError
from directory.importing.hours import parse_hours
from directory.importing.mapping import Format, Layout
from directory.models.office import EXTERNAL_ID
from directory.records import ContactRecord, OfficeRecord

_TEXTS = {
    "name": 120,
    "plain_name": 100,
    "kana": 200,
    "department": 120,
    "description": 600,
    "organization": 120,
    "languages": 200,
    "cost": 200,
    "childcare": 200,
    "address": 200,
    "access": 300,
    "confirmed_by": 100,
    "source_title": 200,
    "source_licence": 60,
}
_TRUTHS = ("father_welcome", "before_divorce_welcome", "anonymous_ok", "is_sample", "is_sensitive")
_NATION = frozenset({"全国", "国"})


@dataclass(frozen=True)
class Problem:
    """``column`` as the file calls it; empty for the row as a whole."""

    row: int
    external_id: str
    column: str
    reason: str


@dataclass
class Checker:
    """Checks rows one by one and remembers the ids it has seen."""

    layout: Layout
    areas: dict[str, str]
    seen: dict[str, int] = field(default_factory=dict)

    def check(self, row: Row) -> tuple[OfficeRecord | None, list[Problem]]:
        reading = _Reading(self.layout.format, self.layout.cells(row), self.areas)
        external_id = self._external_id(reading, row.number)
        values = reading.values()
        if reading.problems:
            problems = [
                Problem(row.number, external_id, column, reason)
                for column, reason in reading.problems
            ]
            return None, problems
        return OfficeRecord(external_id=external_id, **values), []

    def _external_id(self, reading: "_Reading", number: int) -> str:
        value = reading.cells.get("external_id", "")
        try:
            EXTERNAL_ID(value)
        except ValidationError as error:
            reading.complain("external_id", error.messages[0] if value else "空欄です。")
            return cells.tidy(value, 64)
        if value in self.seen:
            reason = f"同じIDが{self.seen[value]}行目にもあります。IDは窓口ごとに変えてください。"
            reading.complain("external_id", reason)
        self.seen.setdefault(value, number)
        return value


class _Reading:
    """One row being read; collects every problem instead of stopping at the first."""

    def __init__(self, format_: Format, row: dict[str, str], areas: dict[str, str]) -> None:
        self.format, self.cells, self.areas = format_, row, areas
        self.problems: list[tuple[str, str]] = []

    def complain(self, name: str, reason: str) -> None:
        self.problems.append((self.format.columns.get(name, ""), reason))

    def problems_of(self, name: str) -> list[str]:
        column = self.format.columns.get(name, "")
        return [reason for where, reason in self.problems if where == column]

    def values(self) -> dict[str, Any]:
        values: dict[str, Any] = {
            name: self._read(name, cells.text_of, limit, empty="") for name, limit in _TEXTS.items()
        }
        if not values["name"] and not self.problems_of("name"):
            self.complain("name", "空欄です。窓口の名前を書いてください。")
        values |= {
            name: self._read(name, cells.truth_of, empty=False)
            for name in _TRUTHS
            if self.cells.get(name)
        }
        values |= self._place() | self._choices() | self._hours() | self._provenance(values)
        values["contacts"] = tuple(self._contacts())
        values["notes"] = self._notes()
        return values

    def _read(self, name: str, parse: Callable[..., Any], *args: Any, empty: Any) -> Any:
        written = self.cells.get(name, "")
        if not written:
            return empty
        try:
            return parse(written, *args)
        except BadCellError as problem:
            self.complain(name, str(problem))
            return empty

    def _place(self) -> dict[str, Any]:
        served = tuple(
            part for part in re.split(r"[\s;；、,]+", self.cells.get("service_areas", "")) if part
        )
        area = self._read("area", cells.area_of, self.areas, empty="")
        codes = [self._served(part) for part in served]
        if not self.cells.get("area") and not served:
            self.complain(
                "area", "空欄です。全国の窓口は、担当する自治体コードに「全国」と書きます。"
            )
        return {
            "area": area,
            "service_areas": tuple(code for code in codes if code is not None),
            "postal_code": self._read("postal_code", cells.postal_code_of, empty=""),
            "latitude": self._read("latitude", cells.number_of, 20, 46, empty=None),
            "longitude": self._read("longitude", cells.number_of, 122, 154, empty=None),
            "website": self._read("website", cells.url_of, empty=""),
        }

    def _served(self, written: str) -> str | None:
        if written in _NATION:
            return ""
        try:
            return cells.area_of(written, self.areas)
        except BadCellError as problem:
            self.complain("service_areas", str(problem))
            return None

    def _choices(self) -> dict[str, Any]:
        words = self.format.values
        statuses, kinds = words["status"], words.get("organization_kind", {})
        reservation = cells.tidy(self.cells.get("reservation", ""), 200)
        values: dict[str, Any] = {
            "tasks": tuple(self._tasks(words["tasks"])),
            "live": bool(statuses.get(self.cells.get("status", ""), False)),
            "reservation": words.get("reservation", {}).get(reservation, reservation),
        }
        kind = self.cells.get("organization_kind", "")
        if kind and kind not in kinds:
            self.complain("organization_kind", _one_of(kinds))
        elif kinds:
            values["organization_kind"] = kinds[kind]
        return values

    def _tasks(self, words: dict[str, list[str]]) -> list[str]:
        written = self.cells.get("tasks", "")
        parts = [part for part in re.split(r"[\s;；、,・]+", written) if part]
        unknown = [part for part in parts if part not in words]
        if unknown:
            self.complain("tasks", _one_of(words))
        found = [task for part in parts if part in words for task in words[part]]
        return list(dict.fromkeys(found))

    def _hours(self) -> dict[str, Any]:
        text = cells.tidy(self.cells.get("hours_text", ""), 301)
        closed = cells.tidy(self.cells.get("closed_text", ""), 301)
        hours = parse_hours(text, closed)
        if hours:
            return {"hours": hours, "hours_text": ""}
        words = f"{text}（休み：{closed}）" if text and closed else text or closed
        return {"hours": (), "hours_text": words[:300]}

    def _provenance(self, values: dict[str, Any]) -> dict[str, Any]:
        """What people checked counts as confirmed; the rest has the date of its list."""
        checked_on = self._read("verified_on", cells.date_of, empty=None)
        listed_on = self._read("source_on", cells.date_of, empty=None)
        words = self.format.values["verification"]
        is_checked = bool(words.get(self.cells.get("verification", ""), False))
        if is_checked and checked_on is None:
            self.complain("verified_on", "確認済の窓口には、確認した日を書いてください。")
        state = Verification.CONFIRMED if is_checked else Verification.UNCONFIRMED
        return {
            "verification": state.value,
            "confirmed_on": checked_on if is_checked else None,
            "confirmed_by": (values.get("confirmed_by") or self.format.source_title)
            if is_checked
            else "",
            "source_on": listed_on or checked_on,
            "source_title": values.get("source_title") or self.format.source_title,
            "source_url": self._read("source_url", cells.url_of, empty="")
            or self.format.source_url,
            "source_licence": values.get("source_licence") or self.format.source_licence,
        }

    def _contacts(self) -> list[ContactRecord]:
        extension = self._read("extension", cells.extension_of, empty="")
        found = self._read("telephone", cells.dialled, Channel.TELEPHONE, extension, empty=[])
        found = found + self._read("line", cells.links, Channel.LINE, empty=[])
        found = found + self._read("form", cells.links, Channel.FORM, empty=[])
        found = found + self._read("mail", cells.mails, empty=[])
        return found + self._read("fax", cells.dialled, Channel.FAX, empty=[])

    def _notes(self) -> str:
        served = self.cells.get("served_text", "")
        parts = [
            self.cells.get("notes", ""),
            self.cells.get("more_notes", ""),
            f"担当する地域：{served}" if served else "",
        ]
        return cells.tidy(" ".join(part for part in parts if part), 400)


def codes_of_today() -> dict[str, str]:
    """Every code6 → the code of the area that stands there today (one query)."""
    rows = Area.objects.values_list("pk", "code6", "successor_id")
    by_id = {pk: (code6, successor) for pk, code6, successor in rows}

    def today(pk: int) -> str:
        code6, successor = by_id[pk]
        return today(successor) if successor else code6

    return {code6: today(pk) for pk, (code6, _successor) in by_id.items()}


def _one_of(words: dict[str, Any]) -> str:
    listed = "、".join(word for word in words if word)
    return f"次のどれかを書いてください：{listed}。"
