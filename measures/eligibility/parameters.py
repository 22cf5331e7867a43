"""Dated numbers that rules refer to by key. Whoever calls the engine provides them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeAlias

Figure: TypeAlias = int | float | Sequence[int]


class Parameters(Protocol):
    """A source of dated values: one number, or a list by number of dependants 0, 1, 2 …"""

    def value(self, key: str, on: date) -> Figure | None:
        """The value on a day; None when it has not begun or nobody knows it."""

    def knows(self, key: str) -> bool:
        """Whether such a parameter exists at all, on whatever day."""


class DatedTable:
    """Parameters in memory: key → (first day, value), as files and tests have them."""

    def __init__(self, values: Mapping[str, Iterable[tuple[date, Figure]]]) -> None:
        self._values = {key: sorted(rows, key=lambda row: row[0]) for key, rows in values.items()}
        self._seen: dict[tuple[str, date], Figure | None] = {}

    @classmethod
    def of_records(cls, records: Iterable[Mapping[str, Any]]) -> "DatedTable":
        """From ``{"key": …, "values": [{"valid_from": "2025-04-01", "value": …}]}``.

        Several records of one key add up: older values may lie in another file.
        """
        rows: dict[str, list[tuple[date, Figure]]] = {}
        for record in records:
            for row in record["values"]:
                dated = date.fromisoformat(row["valid_from"]), row["value"]
                rows.setdefault(record["key"], []).append(dated)
        return cls(rows)

    def value(self, key: str, on: date) -> Figure | None:
        if (key, on) not in self._seen:
            begun = [value for first, value in self._values.get(key, ()) if first <= on]
            self._seen[key, on] = begun[-1] if begun else None
        return self._seen[key, on]

    def knows(self, key: str) -> bool:
        return key in self._values


def entry(table: Sequence[int], index: int, step: int | None) -> int | None:
    """The entry for ``index`` dependants; beyond the list, ``step`` yen more for each further one.

    None when the list ends before and no step is known. 児童扶養手当法施行令第2条の4: 38万円 for
    each further dependant.
    """
    if index < len(table):
        return table[index]
    if step is None:
        return None
    return table[-1] + step * (index - len(table) + 1)
