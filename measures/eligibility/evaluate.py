"""From a rule and answers to a verdict that can explain itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from measures.eligibility.answers import Answers
from measures.eligibility.conditions import Condition, Context, Manual, Outcome
from measures.eligibility.kleene import FALSE, TRUE, UNKNOWN, Truth, all_of, any_of
from measures.eligibility.parameters import Parameters
from measures.eligibility.rule import Path, Rule


class Status(StrEnum):
    """What a visitor is told. Never 「対象です」: the desk decides."""

    LIKELY = "likely"
    CHECK = "check"
    UNLIKELY = "unlikely"

    @property
    def words(self) -> str:
        return STATUS_WORDS[self]


STATUS_WORDS = {
    Status.LIKELY: "使えそう",
    Status.CHECK: "確認が必要",
    Status.UNLIKELY: "今は対象外かもしれません",
}


class Implementation(StrEnum):
    """実施状況 of the measure in the chosen place; values as stored by the measures section."""

    IMPLEMENTED = "running"  # 実施
    NOT_IMPLEMENTED = "not_running"  # 未実施
    UNCONFIRMED = "unconfirmed"  # 未確認
    SUSPENDED = "paused"  # 休止

    @property
    def is_off(self) -> bool:
        return self in _OFF


_OFF = (Implementation.NOT_IMPLEMENTED, Implementation.SUSPENDED)
_UNCONFIRMED = Implementation.UNCONFIRMED
IMPLEMENTATION_WORDS = {
    Implementation.NOT_IMPLEMENTED: (
        "お住まいの所では実施していません。都道府県の窓口に聞いてください。"
    ),
    Implementation.SUSPENDED: (
        "お住まいの所では、今はお休みしています。再開の予定を窓口で聞いてください。"
    ),
    Implementation.UNCONFIRMED: (
        "お住まいの所で実施しているか、まだ確かめていません。電話で聞いてください。"
    ),
}


class PathResult(NamedTuple):
    """One path, checked."""

    path: Path
    truth: Truth
    outcomes: tuple[Outcome, ...]

    def with_truth(self, value: Truth) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.truth is value)

    @property
    def rank(self) -> tuple[int, bool, int]:
        """For choosing which path to show: the truest, the freest, the nearest."""
        missing = sum(outcome.truth is not TRUE for outcome in self.outcomes)
        return (-self.truth.value, self.path.is_decisive, missing)

    @property
    def turns_on(self) -> date | None:
        """The day from which the path would be another one by the calendar alone."""
        if self.truth is TRUE:
            days = [outcome.turns_on for outcome in self.outcomes if outcome.turns_on]
            return min(days, default=None)
        false = self.with_truth(FALSE)
        days = [outcome.turns_on for outcome in false if outcome.turns_on]
        return max(days) if days and len(days) == len(false) else None


def _rank(result: PathResult) -> tuple[int, bool, int]:
    return result.rank


@dataclass(frozen=True)
class Reason:
    """One line of an explanation. ``kind``: met, open, unsure, against, decisive, desk, place,
    parameter. ``question`` is the key to answer or that was answered."""

    kind: str
    text: str
    question: str | None = None
    turns_on: date | None = None

    def to_json(self) -> dict[str, Any]:
        written = {"kind": self.kind, "text": self.text, "question": self.question}
        if self.turns_on:
            written["turns_on"] = self.turns_on.isoformat()
        return {key: value for key, value in written.items() if value is not None}


class Verdict(NamedTuple):
    """What the rule of a measure says about one household on one day, with the whole tree."""

    rule: Rule
    on: date
    implementation: Implementation
    truth: Truth
    status: Status
    paths: tuple[PathResult, ...]

    @property
    def measure(self) -> str:
        return self.rule.measure

    @property
    def shown(self) -> PathResult:
        """The path to explain: a true one if there is any, else the nearest."""
        return min(self.paths, key=_rank)

    @property
    def met(self) -> tuple[Outcome, ...]:
        return self.shown.with_truth(TRUE)

    @property
    def unsure(self) -> tuple[Outcome, ...]:
        """Outcomes that nobody can decide from the answers so far."""
        if self.truth is not UNKNOWN:
            return ()
        return self.shown.with_truth(UNKNOWN)

    @property
    def against(self) -> tuple[Outcome, ...]:
        return self.shown.with_truth(FALSE) if self.truth is FALSE else ()

    @property
    def open_questions(self) -> tuple[str, ...]:
        """Keys nobody was asked yet that could decide, those of the shown path first."""
        if self.status is not Status.CHECK:
            return ()
        results = [result for result in sorted(self.paths, key=_rank) if self._can_help(result)]
        keys = (key for result in results for outcome in result.outcomes for key in outcome.open)
        return tuple(dict.fromkeys(keys))

    def _can_help(self, result: PathResult) -> bool:
        """An unknown path; beside a true one that is capped, only one that is free of the cap."""
        if result.truth is not UNKNOWN or self.truth is UNKNOWN:
            return result.truth is UNKNOWN
        capped = self.rule.is_decisive or self.implementation is _UNCONFIRMED
        return not (capped or result.path.is_decisive)

    @property
    def questions_behind(self) -> tuple[str, ...]:
        """Every key an unknown outcome hangs on, asked or not."""
        keys = (outcome.about for outcome in self.unsure if outcome.about)
        return tuple(dict.fromkeys((*keys, *self.open_questions)))

    @property
    def manual(self) -> tuple[Manual, ...]:
        """窓口で確認されること, decisive ones first."""
        notes = (*self.rule.manual, *self.shown.path.manual)
        return tuple(sorted(notes, key=lambda note: not note.decisive))

    @property
    def decisive(self) -> tuple[Manual, ...]:
        return tuple(note for note in self.manual if note.decisive)

    @property
    def missing(self) -> tuple[str, ...]:
        """Parameters (or measures referred to) that have no value on the day."""
        return tuple(outcome.missing for outcome in self.unsure if outcome.missing)

    @property
    def turns_on(self) -> date | None:
        """The day from which the verdict would be another one without any new answer."""
        if self.implementation.is_off or self.truth is UNKNOWN:
            return None
        days = [result.turns_on for result in self.paths if result.truth is self.truth]
        if self.truth is TRUE:
            return None if None in days else max(day for day in days if day)
        return min((day for day in days if day), default=None)

    def interest(self, wants: frozenset[str]) -> bool:
        """Whether the measure answers what the visitor would like: sorts, never excludes."""
        return any(wants & set(note.any) for path in self.rule.paths for note in path.interests)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The explanation in the order a card shows it."""
        place = IMPLEMENTATION_WORDS.get(self.implementation)
        lines = [Reason("place", place, "area")] if place else []
        lines += [
            Reason("met", outcome.condition.brief, outcome.answer, outcome.turns_on)
            for outcome in self.met
        ]
        lines += [_unsure(outcome) for outcome in self.unsure]
        lines += [
            Reason("against", outcome.condition.brief, outcome.answer, outcome.turns_on)
            for outcome in self.against
        ]
        lines += [
            Reason("decisive" if note.decisive else "desk", note.text) for note in self.manual
        ]
        return tuple(lines)

    def to_json(self) -> dict[str, Any]:
        """One verdict as the command writes it."""
        return {
            "verdict": self.status.value,
            "reasons": [reason.to_json() for reason in self.reasons],
        }


def _unsure(outcome: Outcome) -> Reason:
    if outcome.open:
        return Reason("open", outcome.condition.brief, outcome.open[0])
    return Reason("parameter" if outcome.missing else "unsure", outcome.sentence, outcome.about)


class Evaluation:
    """All rules for one household on one day; equal conditions are checked once."""

    def __init__(
        self, rules: Mapping[str, Rule], answers: Answers, parameters: Parameters, on: date
    ) -> None:
        self.rules = rules
        self.answers = answers
        self.context = Context(on, parameters, self.judged)
        self._results: dict[str, tuple[PathResult, ...]] = {}

    def verdict(self, measure: str, implementation: Implementation) -> Verdict:
        rule = self.rules[measure]
        results = self._checked(rule)
        value = any_of([result.truth for result in results])
        status = _status(rule, results, value, implementation)
        return Verdict(rule, self.context.on, implementation, value, status, results)

    def verdicts(self, implementations: Mapping[str, Implementation]) -> dict[str, Verdict]:
        """Verdicts of all rules; a measure without a known status is 未確認."""
        return {
            slug: self.verdict(slug, implementations.get(slug, _UNCONFIRMED)) for slug in self.rules
        }

    def judged(self, measure: str) -> Verdict | None:
        """What a rule that refers to ``measure`` may use; None without a rule, or in a circle."""
        rule = self.rules.get(measure)
        if rule is None or self._results.get(measure) == ():
            return None
        return self.verdict(measure, Implementation.IMPLEMENTED)

    def _checked(self, rule: Rule) -> tuple[PathResult, ...]:
        if rule.measure not in self._results:
            self._results[rule.measure] = ()  # under way: whoever refers back here finds nothing
            self._results[rule.measure] = tuple(self._path(path) for path in rule.paths)
        return self._results[rule.measure]

    def _path(self, path: Path) -> PathResult:
        known = self.context.outcomes
        found = [known.get(id(c)) or self._check(c) for c in path.conditions]
        return PathResult(path, all_of([outcome.truth for outcome in found]), tuple(found))

    def _check(self, condition: Condition) -> Outcome:
        outcome = condition.check(self.answers, self.context)
        self.context.outcomes[id(condition)] = outcome
        return outcome


def _status(
    rule: Rule, results: tuple[PathResult, ...], value: Truth, implementation: Implementation
) -> Status:
    if value is FALSE or implementation.is_off:
        return Status.UNLIKELY
    if value is UNKNOWN or rule.is_decisive:
        return Status.CHECK
    if implementation is _UNCONFIRMED:
        return Status.CHECK
    for result in results:
        if result.truth is TRUE and not result.path.is_decisive:
            return Status.LIKELY
    return Status.CHECK


def evaluate(
    rule: Rule,
    answers: Answers,
    parameters: Parameters,
    implementation: Implementation,
    on: date,
    *,
    rules: Mapping[str, Rule] | None = None,
) -> Verdict:
    """The verdict of one rule. ``rules`` holds the measures that ``eligible_for`` refers to."""
    known = {**(rules or {}), rule.measure: rule}
    return Evaluation(known, answers, parameters, on).verdict(rule.measure, implementation)
