"""Verdicts of many households from a file of JSON lines: what the command reads and writes."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from measures.eligibility.answers import Answers
from measures.eligibility.errors import UnreadableError
from measures.eligibility.evaluate import Evaluation, Implementation
from measures.eligibility.households import openfisca_answers
from measures.eligibility.parameters import Parameters
from measures.eligibility.reading import answers
from measures.eligibility.rule import Rule

SOURCES = ("openfisca",)


class LineError(ValueError):
    """A line that cannot be used: its number and what to do, in Japanese."""

    def __init__(self, number: int, message: str) -> None:
        super().__init__(f"{number}行目: {message}")


@dataclass(frozen=True)
class Household:
    name: str | int
    answers: Answers
    implementations: Mapping[str, Implementation]


def read_household(line: str, number: int, *, on: date, source: str | None) -> Household:
    """One line: ``{"id", "answers", "implementations"?}``, or a row of ``source``."""
    try:
        row = json.loads(line)
    except ValueError as fault:
        raise LineError(number, "JSONとして読めません。1行に1世帯を書いてください。") from fault
    if not isinstance(row, dict) or not isinstance(row.get("id"), (str, int)):
        raise LineError(number, "「id」のある組にしてください。")
    try:
        told = openfisca_answers(row, on) if source else answers(row.get("answers"))
        places = _implementations(row.get("implementations", {}))
    except UnreadableError as unreadable:
        raise LineError(number, "、".join(map(str, unreadable.faults))) from unreadable
    return Household(row["id"], told, places)


def _implementations(stored: Any) -> dict[str, Implementation]:
    try:
        return {slug: Implementation(value) for slug, value in stored.items()}
    except (AttributeError, ValueError) as fault:
        known = "、".join(Implementation)
        message = f"「施策の記号: 実施状況」の組にしてください。実施状況: {known}"
        raise UnreadableError.at("implementations", message) from fault


def verdict_lines(
    lines: Iterable[str],
    *,
    rules: Mapping[str, Rule],
    parameters: Parameters,
    on: date,
    source: str | None = None,
) -> Iterator[str | LineError]:
    """One JSON line for each household, or the error of its line; empty lines are passed over.

    A measure whose place is not named counts as run there (``*`` names all others).
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            household = read_household(line, number, on=on, source=source)
        except LineError as error:
            yield error
            continue
        yield _verdicts(household, Evaluation(rules, household.answers, parameters, on))


def _verdicts(household: Household, evaluation: Evaluation) -> str:
    fallback = household.implementations.get("*", Implementation.IMPLEMENTED)
    places = {slug: household.implementations.get(slug, fallback) for slug in evaluation.rules}
    found = {slug: verdict.to_json() for slug, verdict in evaluation.verdicts(places).items()}
    return json.dumps({"id": household.name, "verdicts": found}, ensure_ascii=False)
