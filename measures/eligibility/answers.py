"""What a household told: an immutable mapping from question keys to typed values.

A key that is absent was not asked. ``Silence`` stands for 「わからない」 and 「答えたくない」: it
is as little known as an absent answer, but the question is not asked again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from measures.eligibility.ages import births_at_age, births_in_stage
from measures.eligibility.bands import Band, Days


class Silence(Enum):
    UNKNOWN = "unknown"  # わからない
    DECLINED = "declined"  # 答えたくない


@dataclass(frozen=True)
class Place:
    """The municipality: code6 of 全国地方公共団体コード, prefecture 「01」–「47」, and what it has.

    ``code`` is empty when only the prefecture is known. Flags: ``welfare_office``,
    ``designated_city``, ``core_city``, ``special_ward``, ``town``.
    """

    prefecture: str
    code: str = ""
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Child:
    """A child who lives with the person, known by birth date, by age in years, or by stage.

    ``disability`` holds words of ``disability.LEVELS``; empty means none, None means not told.
    """

    born: date | None = None
    age: int | None = None
    stage: str | None = None
    disability: frozenset[str] | None = None

    def births(self, on: date) -> Days:
        """The days on which the child can have been born."""
        if self.born is not None:
            return Days(self.born, self.born)
        if self.age is not None:
            return births_at_age(self.age, on)
        if self.stage is not None:
            return births_in_stage(self.stage, on)
        raise ValueError("a child without birth date, age and stage")


@dataclass(frozen=True)
class Income:
    """Last calendar year, in yen: 年収 of a salary (``revenue``), or 所得 (``net``).

    ``net`` is what the certificate of taxation says, or receipts less expenses of the
    self-employed. Exactly one is set, except for ``Income.nobody()``: no such person.
    """

    revenue: Band | None = None
    net: Band | None = None

    @classmethod
    def nobody(cls) -> "Income":
        return cls()

    @property
    def is_nobody(self) -> bool:
        return self.revenue is None and self.net is None


Told: TypeAlias = frozenset[str] | Band | Days | Income | Place | tuple[Child, ...]
Value: TypeAlias = Told | Silence


@dataclass(frozen=True, repr=False)
class Answers(Mapping[str, Value]):
    """Question key → value. Build with ``reading.answers`` from JSON or a form."""

    values_by_key: Mapping[str, Value]

    def __repr__(self) -> str:
        """Says nothing about the household: it may end in a traceback or a log."""
        return f"<Answers: {len(self)} of a household>"

    def __getitem__(self, key: str) -> Value:
        return self.values_by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_key)

    def __len__(self) -> int:
        return len(self.values_by_key)

    def told(self, key: str) -> Told | None:
        """The value, or None when it was not asked, not known or not told."""
        value = self.values_by_key.get(key)
        return None if value is None or isinstance(value, Silence) else value

    def with_answer(self, key: str, value: Value) -> "Answers":
        return Answers({**self.values_by_key, key: value})

    def without(self, *keys: str) -> "Answers":
        return Answers({key: value for key, value in self.items() if key not in keys})
