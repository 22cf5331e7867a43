"""Complete, consistent households, and ways to know only a part of them."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from measures.eligibility.ages import STAGES, Window
from measures.eligibility.answers import Answers, Child, Income, Place, Silence
from measures.eligibility.bands import Band, Days
from measures.eligibility.disability import LEVELS
from measures.eligibility.evaluate import Evaluation, Implementation
from measures.eligibility.kleene import Truth
from measures.eligibility.library import Library, read_library
from measures.eligibility.parameters import DatedTable
from measures.eligibility.rule import Rule, read_rule
from measures.eligibility.vocabulary import QUESTIONS, Kind

CONTENT = Path(__file__).resolve().parents[3] / "cms/demo/content"
ON = date(2026, 11, 23)
RUNNING = Implementation.IMPLEMENTED
YEN = st.sampled_from([0, 600_000, 1_350_000, 2_040_000, 3_000_000, 3_850_000, 4_200_000, 5_000_000,
                       6_500_000, 9_000_000, 15_000_000])  # fmt: skip
DAYS = st.dates(date(2024, 11, 1), date(2029, 4, 2))


@cache
def library() -> Library:
    return read_library(CONTENT)


def make_rule(*paths: list[dict], measure: str = "m", **more) -> Rule:
    """A rule from lists of condition JSON, one list for each path."""
    stored = [{"label": f"path {n}", "all": blocks} for n, blocks in enumerate(paths)]
    return read_rule({"measure": measure, "as_of": "2026-04-01", "paths": stored, **more})


def verdicts(household: Answers, on: date = ON, implementations=None):
    shelf = library()
    known = implementations or dict.fromkeys(shelf.rules, RUNNING)
    return Evaluation(shelf.rules, household, shelf.parameters, on).verdicts(known)


def empty_table() -> DatedTable:
    return DatedTable({})


births = st.dates(date(2000, 1, 1), date(2024, 10, 31))
children = st.lists(
    st.builds(
        Child,
        born=births,
        disability=st.sets(st.sampled_from(sorted(LEVELS)), max_size=1).map(frozenset),
    ),
    max_size=4,
).map(tuple)
exact_yen = YEN.map(Band.exactly)
incomes = st.one_of(st.builds(Income, revenue=exact_yen), st.builds(Income, net=exact_yen))
places = st.sampled_from(
    [
        Place("13", "132012", frozenset({"welfare_office", "core_city"})),
        Place("27", "271004", frozenset({"welfare_office", "designated_city"})),
        Place("07", "073679", frozenset({"town"})),
        Place("13"),
    ]
)


def _answer(key: str):
    question = QUESTIONS[key]
    options = st.sampled_from(sorted(question.options)) if question.options else st.nothing()
    numbers = {"dependents": st.integers(0, 10), "age_self": st.integers(16, 80)}
    return {
        Kind.SINGLE: options.map(lambda option: frozenset({option})),
        Kind.MULTI: st.sets(options, max_size=2).map(frozenset),
        Kind.AREA: places,
        Kind.CHILDREN: children,
        Kind.INCOME: incomes,
        Kind.NUMBER: numbers.get(key, YEN.map(lambda yen: min(yen, 6_000_000))).map(Band.exactly),
        Kind.DAY: births.map(lambda day: Days(day, day)),
    }[question.kind]


def _with_kin(values: dict, kin: bool) -> Answers:
    return Answers(values if kin else {**values, "income_kin": Income.nobody()})


worlds = st.builds(
    _with_kin,
    st.fixed_dictionaries({key: _answer(key) for key in QUESTIONS}),
    st.booleans(),
)
silences = st.sampled_from(Silence)


@st.composite
def partly_known(draw, fewest: int = 0):
    """(world, less, more): ``less`` knows a part of what ``more`` knows of the same world."""
    world = draw(worlds)
    keys = sorted(world)
    more = draw(st.sets(st.sampled_from(keys), min_size=fewest))
    less = {key for key in more if draw(st.booleans())}
    known = Answers({key: world[key] for key in sorted(more)})
    fewer = {key: world[key] for key in sorted(less)}
    for key in sorted(more - less):
        if draw(st.booleans()):
            fewer[key] = draw(silences)
    return world, Answers(fewer), known


def coarse(household: Answers, on: date, width: int) -> Answers:
    """The same household as a form with bands and school stages would know it."""
    return Answers({key: _coarse(value, on, width) for key, value in household.items()})


def _coarse(value, on: date, width: int):
    if isinstance(value, Band):
        return Band(max(0, value.low - width), value.high + width)
    if isinstance(value, Income) and not value.is_nobody:
        band = value.revenue or value.net
        wide = Band(max(0, band.low - width), band.high + width)
        return Income(revenue=wide) if value.revenue else Income(net=wide)
    if isinstance(value, Days):
        return Days(value.first - timedelta(days=200), value.last + timedelta(days=200))
    if isinstance(value, tuple):
        return tuple(_coarse_child(child, on) for child in value)
    return value


def _coarse_child(child: Child, on: date) -> Child:
    for stage in ("under3", "preschool", "elementary", "junior_high", "high", "after_high"):
        if _is_in(STAGES[stage][1], child.born, on):
            return Child(stage=stage, disability=child.disability)
    return child


def _is_in(window: Window, born: date, on: date) -> bool:
    return born <= on and window.holds(Days(born, born), on) is Truth.TRUE
