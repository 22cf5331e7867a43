"""What can be said about a rule before anybody uses it. Editors see every fault at save time."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product

from measures.eligibility.ages import Mark
from measures.eligibility.conditions import (
    Area,
    ChildAge,
    Choice,
    Condition,
    EligibleFor,
    Income,
    OwnAge,
)
from measures.eligibility.errors import Fault
from measures.eligibility.kleene import Truth
from measures.eligibility.parameters import Parameters
from measures.eligibility.rule import Path, Rule
from measures.eligibility.vocabulary import QUESTIONS, Kind


def faults(
    rule: Rule, parameters: Parameters, days: Iterable[date], rules: Mapping[str, Rule]
) -> list[Fault]:
    """Everything wrong with a readable rule.

    ``days`` are the days on which its parameters must have values: today, and the coming 1 April
    or whatever the editor plans for. ``rules`` are all rules by slug, for references.
    """
    found: list[Fault] = []
    for number, path in enumerate(rule.paths):
        place = f"paths[{number}]"
        found += _contradictions(path, place)
        found += _unreachable(path, place)
        found += _references(rule, path, place, rules)
    found += _subsumed(rule)
    found += _parameters(rule, parameters, sorted(set(days)))
    return found


def _contradictions(path: Path, place: str) -> list[Fault]:
    return [
        Fault(f"{place}.all[{number}].{name}", message)
        for number, condition in enumerate(path.conditions)
        for name, message in condition.contradictions()
    ]


def _unreachable(path: Path, place: str) -> list[Fault]:
    pairs = product(enumerate(path.conditions), repeat=2)
    for (first, one), (second, other) in pairs:
        if first < second and excludes(one, other):
            return [
                Fault(
                    f"{place}.all[{second}]",
                    f"「{one.sentence}」と同時に当てはまることがありません。この道はだれにも出ません。",
                )
            ]
    return []


def _subsumed(rule: Rule) -> list[Fault]:
    found = []
    for (narrow, path), (wide, other) in product(enumerate(rule.paths), repeat=2):
        if narrow == wide or (other.is_decisive and not path.is_decisive):
            continue
        twins = _covers(path, other)
        if _covers(other, path) and (not twins or narrow > wide):
            message = f"道「{other.label}」に全部ふくまれているので、なくても同じです。"
            found.append(Fault(f"paths[{narrow}]", message))
    return found


def _covers(wide: Path, narrow: Path) -> bool:
    return all(
        any(implies(strict, loose) for strict in narrow.conditions) for loose in wide.conditions
    )


def _references(rule: Rule, path: Path, place: str, rules: Mapping[str, Rule]) -> list[Fault]:
    found = []
    for number, condition in enumerate(path.conditions):
        if not isinstance(condition, EligibleFor):
            continue
        where = f"{place}.all[{number}].measure"
        if condition.measure not in rules and condition.measure != rule.measure:
            found.append(Fault(where, f"施策「{condition.measure}」のルールがありません。"))
        elif rule.measure in _reached(condition.measure, {**rules, rule.measure: rule}):
            found.append(Fault(where, "もとをたどると自分に戻ってしまいます。"))
    return found


def _reached(measure: str, rules: Mapping[str, Rule]) -> set[str]:
    seen: set[str] = set()
    waiting = [measure]
    while waiting:
        name = waiting.pop()
        if name in seen or name not in rules:
            continue
        seen.add(name)
        waiting += [c.measure for c in rules[name].conditions if isinstance(c, EligibleFor)]
    return seen


def _parameters(rule: Rule, parameters: Parameters, days: list[date]) -> list[Fault]:
    found = []
    for number, path in enumerate(rule.paths):
        for index, condition in enumerate(path.conditions):
            for key in condition.parameters:
                place = f"paths[{number}].all[{index}]"
                found += _parameter(key, parameters, days, place)
    return list(dict.fromkeys(found))


def _parameter(key: str, parameters: Parameters, days: list[date], place: str) -> list[Fault]:
    if not parameters.knows(key):
        return [Fault(place, f"日付つきの金額「{key}」がありません。")]
    for day in days:
        if parameters.value(key, day) is None:
            return [Fault(place, f"金額「{key}」に、{day.isoformat()}の値がありません。")]
    return []


def excludes(one: Condition, other: Condition) -> bool:
    """Whether nobody can meet both conditions."""
    if isinstance(one, Choice) and isinstance(other, Choice) and one.type == other.type:
        return _no_common_option(one, other)
    if isinstance(one, OwnAge) and isinstance(other, OwnAge):
        return max(one.min or 0, other.min or 0) > min(_top(one), _top(other))
    if isinstance(one, Area) and isinstance(other, Area):
        apart = set(one.prefectures).isdisjoint(other.prefectures)
        plain = not (one.codes or other.codes)
        return bool(one.prefectures and other.prefectures and plain and apart)
    if isinstance(one, Income) and isinstance(other, Income):
        return _opposite(one, other)
    return False


def _no_common_option(one: Choice, other: Choice) -> bool:
    """One answer has to satisfy both; with several ticks another tick may help."""
    asked = QUESTIONS[one.type]
    options = [
        option
        for option in asked.options.keys() - asked.umbrella.keys()
        if Truth.FALSE not in (one.meaning[option], other.meaning[option])
    ]
    if options:
        return False
    several = asked.kind is Kind.MULTI
    return not several or not set(one.any) - set(other.none) or not set(other.any) - set(one.none)


def _top(age: OwnAge) -> int:
    return 200 if age.max is None else age.max


def _opposite(one: Income, other: Income) -> bool:
    same = (one.who, one.of, one.param, one.by, one.less) == (
        other.who, other.of, other.param, other.by, other.less,
    )  # fmt: skip
    under = {"lt", "le"}
    inclusive = {one.op, other.op} == {"le", "ge"}
    return same and not inclusive and (one.op in under) != (other.op in under)


def implies(strict: Condition, loose: Condition) -> bool:
    """Whether everybody who meets ``strict`` also meets ``loose`` (not complete, never wrong)."""
    if strict == loose:
        return True
    if isinstance(strict, Choice) and isinstance(loose, Choice) and strict.type == loose.type:
        return _narrower(strict, loose)
    if isinstance(strict, ChildAge) and isinstance(loose, ChildAge):
        return _younger(strict, loose)
    if isinstance(strict, Area) and isinstance(loose, Area):
        named = set(strict.prefectures) <= set(loose.prefectures) and bool(strict.prefectures)
        return named and not strict.codes and set(loose.flags) <= set(strict.flags)
    return False


def _narrower(strict: Choice, loose: Choice) -> bool:
    if set(loose.none) - set(strict.none):
        return False
    if loose.any and not strict.any:
        return False
    options = QUESTIONS[strict.type].options
    return all(strict.meaning[o].value <= loose.meaning[o].value for o in options)


def _younger(strict: ChildAge, loose: ChildAge) -> bool:
    plain = strict.quant == loose.quant == "some" and strict.number >= loose.number
    same = (strict.disability, strict.or_disability_until) == (
        loose.disability, loose.or_disability_until,
    )  # fmt: skip
    looser = loose.disability is None and loose.or_disability_until is None
    return (
        plain
        and (same or (looser and strict.or_disability_until is None))
        and (
            _at(loose.start, 0) <= _at(strict.start, 0)
            and _at(strict.until, 999) <= _at(loose.until, 999)
        )
    )


def _at(mark: Mark | None, default: float) -> float:
    """The order of ``as_years`` is the order of days for every birthday."""
    return default if mark is None else mark.as_years()
