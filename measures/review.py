"""What people see of a rule before it is published: its words, faults, examples and impact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from cms.core.calendar import fiscal_year
from cms.core.languages import default_language
from cms.core.publishing import PublicationRefusedError
from measures.answering.telling import household_line
from measures.eligibility.checks import faults
from measures.eligibility.conditions import Manual
from measures.eligibility.errors import Fault, UnreadableError
from measures.eligibility.examples import Difference, Example, Persona, broken_examples, impact
from measures.eligibility.parameters import Parameters
from measures.eligibility.reading import to_json
from measures.eligibility.rule import Rule, read_rule
from measures.models import MeasurePage, RuleExample
from measures.models import Persona as PersonaRecord
from measures.rules import current_rules, rule_parameters

MOST_NAMED = 10


@dataclass(frozen=True)
class Known:
    """All that a rule is checked against on a day; read once for any number of rules."""

    on: date
    rules: Mapping[str, Rule]
    parameters: Parameters

    @classmethod
    def today(cls, on: date) -> "Known":
        return cls(on, current_rules(on=on), rule_parameters())

    @property
    def days(self) -> tuple[date, date]:
        """The days on which every amount must have a value: today and the coming 1 April."""
        return self.on, date(fiscal_year(self.on) + 1, 4, 1)


@dataclass(frozen=True)
class Review:
    """One draft of a rule. Nothing is worked out before somebody asks for it."""

    known: Known
    record: Mapping[str, Any] | None
    examples: tuple[Example, ...] = ()

    @cached_property
    def read(self) -> tuple[Rule | None, list[Fault]]:
        if self.record is None:
            return None, []
        try:
            rule = read_rule(self.record)
        except UnreadableError as unreadable:
            return None, unreadable.faults
        return rule, faults(rule, self.known.parameters, self.known.days, self.known.rules)

    @property
    def rule(self) -> Rule | None:
        return self.read[0]

    @property
    def faults(self) -> list[Fault]:
        return self.read[1]

    @property
    def desk_checks(self) -> list[Manual]:
        """窓口で確認されること, each once, those of the whole rule first."""
        if self.rule is None:
            return []
        notes = [*self.rule.manual, *(note for path in self.rule.paths for note in path.manual)]
        return list(dict.fromkeys(notes))

    @cached_property
    def broken(self) -> list[Difference]:
        """Examples whose verdict is not the expected one."""
        if self.rule is None:
            return []
        known = self.known
        return broken_examples(self.rule, self.examples, known.parameters, known.rules)

    @property
    def examples_told(self) -> list["ExampleTold"]:
        """Every example in a line, with what must come out."""
        broken = {difference.who: difference.after.words for difference in self.broken}
        return [
            ExampleTold(
                example.name,
                household_line(to_json(example.answers)),
                example.expect.words,
                broken.get(example.name, ""),
            )
            for example in self.examples
        ]

    @property
    def refusal(self) -> str:
        """Why the rule may not be published; empty when it may."""
        if not self.broken:
            return ""
        names = "」「".join(difference.who for difference in self.broken[:MOST_NAMED])
        return f"例{len(self.broken)}件が不合格のため公開できません。「{names}」"

    @cached_property
    def changes(self) -> list["Change"]:
        """Which personas would see another verdict, in the order of measures and personas."""
        if self.rule is None or self.known.rules.get(self.rule.measure) == self.rule:
            return []
        rules = {self.rule.measure: self.rule, **self.known.rules}
        if self.rule.measure not in self.known.rules:
            return []  # nobody sees the measure yet: nothing changes for anybody
        found = impact(self.rule, personas(), self.known.parameters, rules)
        return named(found)


@dataclass(frozen=True)
class ExampleTold:
    """「離婚した、小学1年生、年収200万円」 → 使えそう. ``found`` is what comes out instead."""

    name: str
    household: str
    expected: str
    found: str = ""


@dataclass(frozen=True)
class Change:
    """What one persona would see of one measure, before and after."""

    who: str
    measure: str
    before: str
    after: str


def named(differences: Iterable[Difference]) -> list[Change]:
    """Differences with the official names of the measures, in one query."""
    differences = list(differences)
    slugs = {difference.measure for difference in differences}
    pages = MeasurePage.objects.in_language(default_language()).filter(slug__in=slugs)
    names = dict(pages.values_list("slug", "official_name"))
    return [
        Change(row.who, names.get(row.measure, row.measure), row.before.words, row.after.words)
        for row in differences
    ]


def personas() -> list[Persona]:
    """The households of the editors; one that cannot be read is left out."""
    return _readable(record.as_household for record in PersonaRecord.objects.all())


def readable_examples(rows: Iterable[RuleExample]) -> tuple[Example, ...]:
    """Examples of a page; one that cannot be read is left out (its own field says why)."""
    return tuple(_readable(row.as_example for row in rows))


def _readable(readers: Iterable[Any]) -> list[Any]:
    found = []
    for read in readers:
        try:
            found.append(read())
        except (UnreadableError, ValueError):
            continue
    return found


def review_of(page: MeasurePage, *, on: date) -> Review:
    """The review of a page as it stands in memory: a draft, or what is published."""
    examples = readable_examples(page.examples.all())
    return Review(Known.today(on), page.rule_record, examples)


class RuleRefusedError(PublicationRefusedError):
    """Nobody may publish a rule that breaks an example or cannot be used."""

    def __init__(self, page: MeasurePage, reason: str) -> None:
        super().__init__(page, reason, field="rule")


def refusal_of(page: MeasurePage, *, on: date) -> str:
    """Why ``page`` may not be published with its rule; empty when it may.

    Only the language that editors keep rules in is asked: the finder reads no other.
    """
    if page.locale.language_code != default_language() or page.rule_record is None:
        return ""
    review = review_of(page, on=on)
    return review.refusal or "".join(fault.message for fault in review.faults)


def refuse_broken(page: MeasurePage, *, on: date) -> None:
    """Raise RuleRefusedError, with the examples that fail, when the rule of ``page`` is broken."""
    reason = refusal_of(page, on=on)
    if reason:
        raise RuleRefusedError(page, reason)


def broken_rules(*, on: date) -> list[Review]:
    """Published rules with an example that fails, in few queries."""
    known = Known.today(on)
    rows: dict[str, list[RuleExample]] = {}
    pages = MeasurePage.objects.in_language(default_language()).filter(live=True)
    for row in RuleExample.objects.filter(page__in=pages).select_related("page"):
        rows.setdefault(row.page.slug, []).append(row)
    reviews = (
        Review(known, rule.to_json(), readable_examples(rows.get(slug, ())))
        for slug, rule in known.rules.items()
    )
    return [review for review in reviews if review.broken or review.faults]
