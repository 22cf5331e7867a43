"""Conditions on amounts: income and savings against a dated limit, known between two ends."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from measures.eligibility.answers import Answers
from measures.eligibility.answers import Income as Told
from measures.eligibility.bands import Band, below
from measures.eligibility.conditions.outcome import Condition, Context, Outcome, unasked
from measures.eligibility.fields import parameter, shape, word
from measures.eligibility.income import monthly_take_home, net_of
from measures.eligibility.kleene import FALSE, TRUE, UNKNOWN
from measures.eligibility.parameters import entry
from measures.eligibility.vocabulary import QUESTIONS

WHO = {"self": "income_self", "household_kin": "income_kin"}
WHO_NAMES = {"self": "あなた", "household_kin": "いっしょに暮らす親やきょうだい"}
OPS = {"lt": "未満", "le": "以下", "gt": "より多い", "ge": "以上"}
KINDS = {
    "net": "所得",
    "revenue": "年収",
    "take_home": "手取りの月収",
    "net_month": "月あたりの所得",
}
BY = ("", "dependents")


@dataclass(frozen=True)
class Limited(Condition):
    """An amount against ``param``, a number or a list by number of dependants.

    ``step``: parameter with the amount for each dependant beyond the list. ``tolerance``:
    parameter with the yen by which deductions nobody asked for can lift the limit: over the
    limit but within the tolerance the outcome is unknown.
    """

    op: str = shape(word(OPS), default="lt")
    param: str = shape(parameter(), default="")
    by: str = shape(word(BY), default="")
    step: str | None = shape(parameter(), default=None)
    tolerance: str | None = shape(parameter(), default=None)

    def compare(self, amount: Band, household: Answers, context: Context) -> Outcome:
        """The outcome for an amount (yen); the keys that stay open are those nobody asked yet."""
        limit = self._limit(household, context)
        needed = self._unasked(household)
        if limit is None:
            return Outcome(UNKNOWN, self, about=self.key, open=needed, missing=self.param)
        under = below(amount, limit, self._extra(context), or_equal=self.op in ("le", "gt"))
        value = under if self.op in ("lt", "le") else ~under
        if value is not UNKNOWN:
            return Outcome(value, self, answer=self.key, limit=limit)
        about = needed[0] if needed else self.key
        return Outcome(value, self, answer=self.key, about=about, open=needed, limit=limit)

    @property
    def key(self) -> str:
        raise NotImplementedError

    def _unasked(self, household: Answers) -> tuple[str, ...]:
        return unasked(household, self.questions)

    def _extra(self, context: Context) -> int:
        return _number(self.tolerance, context)

    def _limit(self, household: Answers, context: Context) -> Band | None:
        table = context.parameters.value(self.param, context.on)
        if table is None:
            return None
        if not isinstance(table, (list, tuple)):
            return Band.exactly(int(table))  # type: ignore[arg-type]
        number = household.told("dependents")
        if not isinstance(number, Band):
            number = QUESTIONS["dependents"].bounds
        step = _number(self.step, context) if self.step else None
        low = entry(table, number.low, step)
        high = None if number.high is None else entry(table, number.high, step)
        return None if low is None else Band(low, high)

    def contradictions(self) -> list[tuple[str, str]]:
        if not self.param:
            return [("param", "くらべる金額の記号（key）を入れてください。")]
        return []


@dataclass(frozen=True)
class Income(Limited):
    """Last year's income of the person, or of the relative who earns most in the household.

    ``of``: ``net`` 所得 (a salary is converted by 給与所得控除 of last calendar year), ``revenue``
    年収, ``take_home`` a month's take-home pay, ``net_month`` a twelfth of 所得. ``less``:
    parameters that every 所得 is reduced by; ``less_salary``: only one from a salary.
    ``child_support``: parameter with the percentage of 養育費 that counts as 所得.
    """

    type: ClassVar[str] = "income"

    who: str = shape(word(WHO), default="self")
    of: str = shape(word(KINDS), default="net")
    less: str | None = shape(parameter(), default=None)
    less_salary: str | None = shape(parameter(), default=None)
    child_support: str | None = shape(parameter(), default=None)

    @property
    def key(self) -> str:
        return WHO[self.who]

    @property
    def questions(self) -> tuple[str, ...]:
        more = ("child_support_received",) if self.child_support else ()
        return (self.key, *more, *(("dependents",) if self._by_own_dependents else ()))

    @property
    def _by_own_dependents(self) -> bool:
        return self.by == "dependents" and self.who == "self"

    def check(self, household: Answers, context: Context) -> Outcome:
        told = household.told(self.key)
        if not isinstance(told, Told):
            needed = self._unasked(household)
            return Outcome(UNKNOWN, self, about=self.key, open=needed if self.key in needed else ())
        if told.is_nobody:
            return Outcome(TRUE if self.op in ("lt", "le") else FALSE, self, self.key)
        amount = self.amount(told, context)
        if self.child_support:
            amount = amount.plus(self._support(household, context))
        if self.who == "household_kin":
            household = household.without("dependents")
        return self.compare(amount, household, context)

    def amount(self, told: Told, context: Context) -> Band:
        """The income in the sense of ``of``, in yen."""
        if self.of in ("revenue", "take_home"):
            revenue = told.revenue or Band(told.net.low if told.net else 0, None)
            return revenue if self.of == "revenue" else monthly_take_home(revenue)
        net = told.net or net_of(told.revenue or Band(0, None), context.on.year - 1)
        if told.net is None:
            net = net.less(_number(self.less_salary, context))
        net = net.less(_number(self.less, context))
        return net if self.of == "net" else net.times(1, 12)

    def _support(self, household: Answers, context: Context) -> Band:
        told = household.told("child_support_received")
        support = told if isinstance(told, Band) else QUESTIONS["child_support_received"].bounds
        return support.times(_number(self.child_support, context), 100)

    @cached_property
    def sentence(self) -> str:
        people = "（扶養の人数で変わる）" if self.by else ""
        support = "養育費の一部を足した、" if self.child_support else ""
        return (
            f"{support}{WHO_NAMES[self.who]}の{KINDS[self.of]}が、"
            f"めやすの額{people}{_phrase(self.op)}。"
        )


@dataclass(frozen=True)
class Savings(Limited):
    """Cash and savings of the household, in yen."""

    type: ClassVar[str] = "savings"

    @property
    def key(self) -> str:
        return "savings"

    @property
    def questions(self) -> tuple[str, ...]:
        return ("savings", *(("dependents",) if self.by else ()))

    def check(self, household: Answers, context: Context) -> Outcome:
        told = household.told("savings")
        if not isinstance(told, Band):
            needed = self._unasked(household)
            return Outcome(
                UNKNOWN, self, about="savings", open=needed if "savings" in needed else ()
            )
        return self.compare(told, household, context)

    @cached_property
    def sentence(self) -> str:
        return f"貯金などが、めやすの額{_phrase(self.op)}。"


def _number(key: str | None, context: Context) -> int:
    """A single number of the day; 0 when the rule names none or it has no value."""
    value = context.parameters.value(key, context.on) if key else None
    return 0 if value is None or isinstance(value, (list, tuple)) else int(value)  # type: ignore[arg-type]


def _phrase(op: str) -> str:
    return {"lt": "より少ない", "le": "以下である", "gt": "より多い", "ge": "以上である"}[op]
