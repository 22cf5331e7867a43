"""給与所得控除, limits by dependants, child support, deductions, tolerance."""

from datetime import date
from itertools import pairwise

import pytest

from measures.eligibility.bands import Band
from measures.eligibility.evaluate import Status, evaluate
from measures.eligibility.income import employment_income, monthly_take_home, net_of
from measures.eligibility.kleene import Truth
from measures.eligibility.parameters import DatedTable, entry
from measures.eligibility.reading import answers
from tests.measures.eligibility.worlds import ON, RUNNING, make_rule

LIMITS = DatedTable(
    {
        "limit": [(date(2020, 1, 1), [1_000_000, 1_380_000])],
        "new": [(date(2026, 4, 1), 1_000_000), (date(2027, 4, 1), 1_200_000)],
        "step": [(date(2020, 1, 1), 380_000)],
        "less": [(date(2020, 1, 1), 80_000)],
        "salary": [(date(2020, 1, 1), 100_000)],
        "ratio": [(date(2020, 1, 1), 80)],
        "tolerance": [(date(2020, 1, 1), 200_000)],
    }
)


def truth(condition: dict, told: dict, on: date = ON) -> Truth:
    rule = make_rule([{"type": "income", **condition}])
    return evaluate(rule, answers(told), LIMITS, RUNNING, on).truth


@pytest.mark.parametrize(
    ("salary", "year", "net"),
    [
        (0, 2025, 0),
        (500_000, 2025, 0),
        (650_000, 2025, 0),
        (1_000_000, 2024, 450_000),
        (1_000_000, 2025, 350_000),
        (1_900_000, 2025, 1_250_000),
        (2_000_000, 2025, 1_320_000),
        (2_000_000, 2024, 1_320_000),
        (3_600_000, 2025, 2_440_000),
        (4_200_000, 2025, 2_920_000),
        (6_600_000, 2025, 4_840_000),
        (8_500_000, 2025, 6_550_000),
        (10_000_000, 2025, 8_050_000),
        (1_000_000, 2010, 450_000),
    ],
)
def test_employment_income_by_the_table_of_the_year(salary, year, net):
    assert employment_income(salary, year) == net


@pytest.mark.parametrize("year", [2024, 2025])
def test_employment_income_never_falls_and_has_no_jumps(year):
    found = [employment_income(salary, year) for salary in range(0, 12_000_000, 10_000)]
    assert all(0 <= after - before <= 10_000 for before, after in pairwise(found))


def test_bands_are_converted_at_both_ends():
    assert net_of(Band(1_000_000, None), 2025) == Band(350_000, None)
    assert net_of(Band(0, 2_000_000), 2025) == Band(0, 1_320_000)
    assert monthly_take_home(Band(1_200_000, 2_400_000)) == Band(70_000, 200_000)


def test_a_table_goes_on_by_its_step():
    assert [entry([10, 20], n, 5) for n in range(5)] == [10, 20, 25, 30, 35]
    assert entry([10, 20], 2, None) is None


@pytest.mark.parametrize(
    ("dependents", "net", "expected"),
    [
        (0, 999_999, Truth.TRUE),
        (0, 1_000_000, Truth.FALSE),
        (1, 1_379_999, Truth.TRUE),
        (2, 1_759_999, Truth.TRUE),
        (2, 1_760_000, Truth.FALSE),
        (6, 3_279_999, Truth.TRUE),
        ([0, 1], 1_200_000, Truth.UNKNOWN),
    ],
)
def test_a_limit_by_dependants_with_a_step_beyond_the_table(dependents, net, expected):
    condition = {"param": "limit", "by": "dependents", "step": "step"}
    told = {"income_self": {"net": net}, "dependents": dependents}
    assert truth(condition, told) is expected


def test_dependants_nobody_asked_for_are_none_to_ten():
    condition = {"param": "limit", "by": "dependents", "step": "step"}
    assert truth(condition, {"income_self": {"net": 900_000}}) is Truth.TRUE
    assert truth(condition, {"income_self": {"net": 1_100_000}}) is Truth.UNKNOWN
    assert truth(condition, {"income_self": {"net": 9_000_000}}) is Truth.FALSE


def test_the_open_question_is_the_one_that_helps():
    rule = make_rule([{"type": "income", "param": "limit", "by": "dependents", "step": "step"}])
    verdict = evaluate(rule, answers({"income_self": {"net": 1_100_000}}), LIMITS, RUNNING, ON)
    assert verdict.open_questions == ("dependents",)
    told = answers({"income_self": {"net": [900_000, 1_100_000]}, "dependents": 0})
    verdict = evaluate(rule, told, LIMITS, RUNNING, ON)
    assert (verdict.status, verdict.open_questions) == (Status.CHECK, ())
    assert verdict.questions_behind == ("income_self",)


def test_eighty_percent_of_child_support_counts():
    condition = {"param": "new", "child_support": "ratio"}
    told = {"income_self": {"net": 600_000}, "child_support_received": 500_000}
    assert truth(condition, told) is Truth.FALSE
    assert truth(condition, {**told, "child_support_received": 499_000}) is Truth.TRUE
    assert truth(condition, {"income_self": {"net": 600_000}}) is Truth.UNKNOWN
    assert truth(condition, {"income_self": {"net": 1_000_000}}) is Truth.FALSE


def test_deductions_of_everybody_and_of_salaries():
    condition = {"param": "new", "less": "less", "less_salary": "salary"}
    assert truth(condition, {"income_self": {"net": 1_079_999}}) is Truth.TRUE
    assert truth(condition, {"income_self": {"net": 1_080_000}}) is Truth.FALSE
    assert truth(condition, {"income_self": {"revenue": 1_820_000}}) is Truth.TRUE


def test_over_the_limit_within_the_tolerance_is_unknown():
    condition = {"param": "new", "tolerance": "tolerance"}
    found = [
        truth(condition, {"income_self": {"net": net}}) for net in (999_999, 1_199_999, 1_200_000)
    ]
    assert found == [Truth.TRUE, Truth.UNKNOWN, Truth.FALSE]


def test_a_limit_that_rises_next_april():
    told = {"income_self": {"net": 1_100_000}}
    assert truth({"param": "new"}, told, date(2027, 3, 31)) is Truth.FALSE
    assert truth({"param": "new"}, told, date(2027, 4, 1)) is Truth.TRUE


def test_a_limit_without_a_value_is_unknown_and_named():
    rule = make_rule([{"type": "income", "param": "new"}])
    told = answers({"income_self": {"net": 0}})
    verdict = evaluate(rule, told, LIMITS, RUNNING, date(2026, 3, 31))
    assert (verdict.truth, verdict.missing) == (Truth.UNKNOWN, ("new",))


@pytest.mark.parametrize(
    ("op", "expected"),
    [
        ("lt", [True, False, False]),
        ("le", [True, True, False]),
        ("gt", [False, False, True]),
        ("ge", [False, True, True]),
    ],
)
def test_operators_at_the_limit(op, expected):
    found = [
        truth({"param": "new", "op": op}, {"income_self": {"net": net}}) is Truth.TRUE
        for net in (999_999, 1_000_000, 1_000_001)
    ]
    assert found == expected


def test_kin_nobody_is_under_every_limit_and_over_none():
    assert truth({"param": "new", "who": "household_kin"}, {"income_kin": "none"}) is Truth.TRUE
    over = {"param": "new", "who": "household_kin", "op": "ge"}
    assert truth(over, {"income_kin": "none"}) is Truth.FALSE


def test_savings():
    rule = make_rule([{"type": "savings", "param": "new", "op": "le"}])
    for told, expected in (
        ({"savings": 1_000_000}, Truth.TRUE),
        ({"savings": [1_000_001, None]}, Truth.FALSE),
        ({"savings": "declined"}, Truth.UNKNOWN),
        ({}, Truth.UNKNOWN),
    ):
        assert evaluate(rule, answers(told), LIMITS, RUNNING, ON).truth is expected
