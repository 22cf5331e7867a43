"""Examples that editors write as tests of a rule, personas, and what a changed rule changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from measures.eligibility.answers import Answers
from measures.eligibility.errors import UnreadableError
from measures.eligibility.evaluate import Evaluation, Implementation, Status
from measures.eligibility.fields import day, text, word
from measures.eligibility.parameters import Parameters
from measures.eligibility.reading import answers as read_answers
from measures.eligibility.rule import Rule


@dataclass(frozen=True)
class Example:
    """A household, a day, where the measure is run, and the verdict that must come out."""

    name: str
    answers: Answers
    on: date
    expect: Status
    implementation: Implementation = Implementation.IMPLEMENTED


@dataclass(frozen=True)
class Persona:
    """A household with the verdicts of the measures it was made for.

    ``implementations`` says where the measures stand in its town; ``*`` is for all others.
    """

    key: str
    name: str
    answers: Answers
    on: date
    expect: Mapping[str, Status]
    implementations: Mapping[str, Implementation]

    def implementation(self, measure: str) -> Implementation:
        fallback = self.implementations.get("*", Implementation.IMPLEMENTED)
        return self.implementations.get(measure, fallback)


@dataclass(frozen=True)
class Difference:
    """A verdict that is, or becomes, another one."""

    who: str
    measure: str
    before: Status
    after: Status

    def __str__(self) -> str:
        return f"{self.who}: {self.measure} {self.before.words}→{self.after.words}"


def read_example(stored: Any, place: str = "examples[0]") -> Example:
    """``{"name", "on", "answers", "expect", "implementation"?}``; raises UnreadableError."""
    if not isinstance(stored, Mapping):
        raise UnreadableError.at(
            place, "例は「name」「on」「answers」「expect」の組にしてください。"
        )
    implementation = stored.get("implementation", Implementation.IMPLEMENTED.value)
    return Example(
        text().read(stored.get("name"), f"{place}.name"),
        read_answers(stored.get("answers"), f"{place}.answers"),
        day().read(stored.get("on"), f"{place}.on"),
        _status(stored.get("expect"), f"{place}.expect"),
        _implementation(implementation, f"{place}.implementation"),
    )


def read_persona(stored: Any, place: str = "personas[0]") -> Persona:
    """``{"key", "name", "on", "answers", "expect": {slug: status}, "implementations"}``."""
    if not isinstance(stored, Mapping) or not isinstance(stored.get("expect"), Mapping):
        raise UnreadableError.at(
            place, "「key」「name」「on」「answers」「expect」の組にしてください。"
        )
    return Persona(
        text(40).read(stored.get("key"), f"{place}.key"),
        text().read(stored.get("name"), f"{place}.name"),
        read_answers(stored.get("answers"), f"{place}.answers"),
        day().read(stored.get("on"), f"{place}.on"),
        {slug: _status(v, f"{place}.expect.{slug}") for slug, v in stored["expect"].items()},
        {
            slug: _implementation(value, f"{place}.implementations.{slug}")
            for slug, value in stored.get("implementations", {}).items()
        },
    )


def _status(value: Any, place: str) -> Status:
    return Status(word([status.value for status in Status]).read(value, place))


def _implementation(value: Any, place: str) -> Implementation:
    return Implementation(word([status.value for status in Implementation]).read(value, place))


def broken_examples(
    rule: Rule, examples: Iterable[Example], parameters: Parameters, rules: Mapping[str, Rule]
) -> list[Difference]:
    """Examples whose verdict is not the expected one (before: expected, after: found)."""
    known = {**rules, rule.measure: rule}
    found = []
    for example in examples:
        evaluation = Evaluation(known, example.answers, parameters, example.on)
        status = evaluation.verdict(rule.measure, example.implementation).status
        if status is not example.expect:
            found.append(Difference(example.name, rule.measure, example.expect, status))
    return found


def broken_personas(
    personas: Iterable[Persona], parameters: Parameters, rules: Mapping[str, Rule]
) -> list[Difference]:
    """Expected verdicts of personas that do not come out."""
    found = []
    for persona in personas:
        evaluation = Evaluation(rules, persona.answers, parameters, persona.on)
        for slug, expected in persona.expect.items():
            status = evaluation.verdict(slug, persona.implementation(slug)).status
            if status is not expected:
                found.append(Difference(persona.name, slug, expected, status))
    return found


def impact(
    changed: Rule, personas: Iterable[Persona], parameters: Parameters, rules: Mapping[str, Rule]
) -> list[Difference]:
    """Which personas see another verdict, in any measure, once ``changed`` replaces its rule."""
    after_rules = {**rules, changed.measure: changed}
    found = []
    for persona in personas:
        before = Evaluation(rules, persona.answers, parameters, persona.on)
        after = Evaluation(after_rules, persona.answers, parameters, persona.on)
        for slug in rules:
            place = persona.implementation(slug)
            was = before.verdict(slug, place).status
            now = after.verdict(slug, place).status
            if was is not now:
                found.append(Difference(persona.name, slug, was, now))
    return found
