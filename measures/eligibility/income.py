"""From 年収 (salary before tax) to 所得: 給与所得控除, by the calendar year of the income.

Source: 所得税法第28条第3項 and 別表第五; 令和2年分 to 6年分 minimum 550,000 yen; 令和7年分 on
minimum 650,000 yen (令和7年度税制改正). 別表第五 rounds salaries under 6.6 million yen down to a
multiple of 4,000 yen; the difference (under 3,000 yen of 所得) is ignored. Amounts in yen.
A further raise of the minimum for 令和8年分 is announced and 要確認: add a row when it is law.
"""

from bisect import bisect_right
from dataclasses import dataclass

from measures.eligibility.bands import Band


@dataclass(frozen=True)
class Step:
    """From ``over`` yen of salary: deduct ``percent`` of it plus ``plus`` (may be negative)."""

    over: int
    percent: int
    plus: int


_UPPER = (
    Step(3_600_000, 20, 440_000),
    Step(6_600_000, 10, 1_100_000),
    Step(8_500_000, 0, 1_950_000),
)
_FROM_2020 = (Step(0, 0, 550_000), Step(1_625_000, 40, -100_000), Step(1_800_000, 30, 80_000))
_FROM_2025 = (Step(0, 0, 650_000), Step(1_900_000, 30, 80_000))
# First calendar year of the income → steps.
DEDUCTIONS: dict[int, tuple[Step, ...]] = {
    2020: (*_FROM_2020, *_UPPER),
    2025: (*_FROM_2025, *_UPPER),
}


def employment_income(salary: int, year: int) -> int:
    """給与所得 of a salary of the calendar ``year``; years before 2020 use the table of 2020."""
    first = max((start for start in DEDUCTIONS if start <= year), default=min(DEDUCTIONS))
    steps = DEDUCTIONS[first]
    step = steps[max(0, bisect_right([step.over for step in steps], salary) - 1)]
    return max(0, salary - (salary * step.percent // 100 + step.plus))


def net_of(revenue: Band, year: int) -> Band:
    """所得 of a 年収 that is known between two ends; 給与所得 never falls when 年収 rises."""
    high = None if revenue.high is None else employment_income(revenue.high, year)
    return Band(employment_income(revenue.low, year), high)


def monthly_take_home(revenue: Band) -> Band:
    """手取り月収, roughly: between 70 and 100 percent of a twelfth of the 年収.

    Taxes and social insurance take up to about 30 percent at the incomes that limits of 法テラス
    concern; the wide band makes the verdict unknown near the limit instead of wrong.
    """
    high = None if revenue.high is None else revenue.high // 12
    return Band(revenue.low * 70 // 1200, high)
