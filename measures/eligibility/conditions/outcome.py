"""What a condition answers for one household, and what it may look at."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, Protocol

from measures.eligibility.answers import Answers, Child
from measures.eligibility.bands import Band, Days
from measures.eligibility.fields import Form
from measures.eligibility.kleene import Truth
from measures.eligibility.parameters import Parameters


class Outcome(NamedTuple):
    """One condition, checked.

    ``answer`` is the key of the answer that was used, ``about`` the key that an unknown outcome
    hangs on, ``open`` the keys nobody was asked yet that could decide it. ``turns_on`` is the day
    from which the outcome would be another one by the calendar alone. ``limit`` is the amount it
    was compared with (yen), ``missing`` a parameter without a value on the day.
    """

    truth: Truth
    condition: "Condition"
    answer: str | None = None
    about: str | None = None
    open: tuple[str, ...] = ()
    turns_on: date | None = None
    limit: Band | None = None
    missing: str | None = None

    @property
    def sentence(self) -> str:
        return self.condition.sentence


class Judged(Protocol):
    """The verdict of another measure, as far as a condition may look at it."""

    @property
    def truth(self) -> Truth: ...

    @property
    def open_questions(self) -> tuple[str, ...]: ...

    @property
    def questions_behind(self) -> tuple[str, ...]: ...

    @property
    def turns_on(self) -> date | None: ...


class Context:
    """The day, the dated numbers, and what was already worked out for one household."""

    def __init__(
        self,
        on: date,
        parameters: Parameters,
        judged: Callable[[str], Judged | None] | None = None,
    ) -> None:
        self.on = on
        self.parameters = parameters
        self.judged = judged
        self.outcomes: dict[int, Outcome] = {}  # by id of the condition, which the rules keep
        self._births: dict[int, Days] = {}

    def births(self, child: Child) -> Days:
        if id(child) not in self._births:
            self._births[id(child)] = child.births(self.on)
        return self._births[id(child)]


@dataclass(frozen=True)
class Condition(ABC):
    """A frozen value. Equal conditions are one object after reading, so outcomes are shared."""

    type: ClassVar[str]

    @abstractmethod
    def check(self, household: Answers, context: Context) -> Outcome:
        """Truth for this household on the day of the context; never a guess."""

    @cached_property
    @abstractmethod
    def sentence(self) -> str:
        """The condition as one plain Japanese sentence."""

    @property
    def brief(self) -> str:
        """The sentence without what the desk decides: for an outcome that is certain."""
        return self.sentence

    @property
    @abstractmethod
    def questions(self) -> tuple[str, ...]:
        """Keys of the questions whose answers the condition looks at."""

    @property
    def parameters(self) -> tuple[str, ...]:
        """Keys of the dated numbers it needs."""
        found: list[str] = []
        for name, form in self.forms().items():
            value = getattr(self, name)
            if form.is_parameter and value:
                found.extend([value] if isinstance(value, str) else value)
        return tuple(found)

    @classmethod
    def forms(cls) -> dict[str, Form]:
        """Attribute → JSON form of every field that is stored."""
        return {item.name: item.metadata["form"] for item in fields(cls) if "form" in item.metadata}

    def contradictions(self) -> list[tuple[str, str]]:
        """(field, Japanese message) for values that can never hold together."""
        return []

    def to_json(self) -> dict[str, Any]:
        """Fields that differ from their defaults, in the order of the class."""
        written: dict[str, Any] = {"type": self.type}
        defaults = {item.name: item.default for item in fields(self)}
        for name, form in self.forms().items():
            value = getattr(self, name)
            if value != defaults[name]:
                written[form.name or name] = form.write(value)
        return written


def unasked(household: Answers, keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key for key in keys if key not in household)
