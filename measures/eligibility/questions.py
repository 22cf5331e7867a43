"""Which screen to show next: the one whose answers can settle most open measures.

A question is asked only when an answer can still change a verdict. An unknown outcome without an
unasked question is *dead*: 「わからない」, a band across the limit, or what only the desk can tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from measures.eligibility.answers import Answers
from measures.eligibility.conditions import Outcome
from measures.eligibility.evaluate import Implementation, PathResult, Status, Verdict
from measures.eligibility.kleene import FALSE, UNKNOWN
from measures.eligibility.vocabulary import QUESTIONS

MOST_SCREENS = 8


@dataclass(frozen=True)
class Screen:
    """Questions shown together; ``resolves`` counts the open measures they bear on."""

    name: str
    keys: tuple[str, ...]
    resolves: int
    score: float


def next_screen(
    verdicts: Mapping[str, Verdict],
    household: Answers,
    priorities: Mapping[str, float] | None = None,
    most: int = MOST_SCREENS,
) -> Screen | None:
    """The most useful screen, or None when nothing can change or ``most`` were answered.

    ``priorities`` weighs measures by slug (1.0 when not named).
    """
    asked = {QUESTIONS[key].screen for key in household if key in QUESTIONS}
    if len(asked) >= most:
        return None
    screens = useful_screens(verdicts, household, priorities or {})
    fresh = [screen for screen in screens if screen.name not in asked]
    return max(fresh, key=lambda screen: screen.score, default=None)


def useful_screens(
    verdicts: Mapping[str, Verdict], household: Answers, priorities: Mapping[str, float]
) -> list[Screen]:
    """Every screen that can change a verdict, in the order of the vocabulary."""
    found: dict[str, dict[str, float]] = {}
    for slug, verdict in verdicts.items():
        for key, worth in worths(verdict, household).items():
            priority = priorities.get(slug, 1.0)
            found.setdefault(key, {})[slug] = worth * priority * QUESTIONS[key].weight
    grouped: dict[str, list[str]] = {}
    for key in QUESTIONS:
        if key in found:
            grouped.setdefault(QUESTIONS[key].screen, []).append(key)
    return [_screen(name, keys, found) for name, keys in grouped.items()]


def _screen(name: str, keys: list[str], found: Mapping[str, Mapping[str, float]]) -> Screen:
    measures = {slug for key in keys for slug in found[key]}
    score = sum(max(found[key].get(slug, 0.0) for key in keys) for slug in measures)
    return Screen(name, tuple(keys), len(measures), score)


def worths(verdict: Verdict, household: Answers) -> dict[str, float]:
    """Unasked key → how much it can settle of this measure (1 when it is the last one open).

    A sensitive question counts only when it alone can open the measure.
    """
    if verdict.implementation.is_off or verdict.truth is FALSE:
        return {}
    worth = _worth_of_place(verdict, household)
    if verdict.status is Status.LIKELY:
        return worth
    unknown = [result for result in verdict.paths if result.truth is UNKNOWN]
    for result in unknown:
        can_open = _can_open(verdict, result, household)
        for key in _keys(result):
            closes = verdict.truth is UNKNOWN and _closes(key, result, unknown)
            if can_open or closes:
                _add(worth, key, result, can_open)
    return worth


def _add(worth: dict[str, float], key: str, result: PathResult, can_open: bool) -> None:
    left = len(result.with_truth(UNKNOWN))
    if QUESTIONS[key].sensitive and not (can_open and left == 1):
        return
    worth[key] = max(worth.get(key, 0.0), 1.0 / left)


def _closes(key: str, result: PathResult, unknown: list[PathResult]) -> bool:
    """Whether the answer can be the one that closes the last path.

    The other paths must be closed by the same answer, or by answers that leave this path open.
    """
    here = _keys(result)
    others = (_keys(other) for other in unknown if other is not result)
    return all(key in keys or keys - here for keys in others)


def _keys(result: PathResult) -> set[str]:
    return {key for outcome in result.with_truth(UNKNOWN) for key in outcome.open}


def _worth_of_place(verdict: Verdict, household: Answers) -> dict[str, float]:
    """Without a place nobody knows whether the measure is run there."""
    unconfirmed = verdict.implementation is Implementation.UNCONFIRMED
    return {"area": 0.5} if unconfirmed and "area" not in household else {}


def _can_open(verdict: Verdict, result: PathResult, household: Answers) -> bool:
    """Whether the path can still make the measure 使えそう."""
    capped = verdict.rule.is_decisive or result.path.is_decisive
    if verdict.implementation is Implementation.UNCONFIRMED and "area" in household:
        capped = True
    return not capped and all(map(_is_open, result.with_truth(UNKNOWN)))


def _is_open(outcome: Outcome) -> bool:
    return bool(outcome.open)
