"""Conditions on the children: how many of them are in which years, and which have a disability."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from measures.eligibility.ages import Mark, Window
from measures.eligibility.answers import Answers, Child
from measures.eligibility.conditions.outcome import Condition, Context, Outcome
from measures.eligibility.disability import DEGREES
from measures.eligibility.fields import mark, shape, whole, word
from measures.eligibility.kleene import FALSE, TRUE, UNKNOWN, Truth, all_of, any_of, at_least

QUANTITIES = {"some": "いる", "all": "全員である", "none": "いない"}


@dataclass(frozen=True)
class ChildAge(Condition):
    """``quant`` (some, all, none) children are inside the window.

    ``start`` (JSON ``from``) and ``until`` are marks such as ``fy18`` (18歳に達する日以後の最初の
    3月31日まで) or ``age20`` (20歳未満). With ``or_disability_until`` a child beyond the window
    still counts below that age when it has a disability of the degree; otherwise ``disability``
    is asked of every child. ``number``: at least so many (quant ``some``).
    """

    type: ClassVar[str] = "child"

    quant: str = shape(word(QUANTITIES), default="some")
    start: Mark | None = shape(mark("from"), default=None)  # noqa: RUF009
    until: Mark | None = shape(mark("until"), default=None)  # noqa: RUF009
    or_disability_until: int | None = shape(whole(1, 60), default=None)
    disability: str | None = shape(word(DEGREES), default=None)
    number: int = shape(whole(1, 10), default=1)

    @property
    def questions(self) -> tuple[str, ...]:
        return ("children",)

    @cached_property
    def window(self) -> Window:
        return Window(self.start, self.until)

    @cached_property
    def extension(self) -> Window | None:
        if self.or_disability_until is None:
            return None
        return Window(self.start, Mark("age", self.or_disability_until))

    def check(self, household: Answers, context: Context) -> Outcome:
        children = household.told("children")
        if not isinstance(children, tuple):
            asked = "children" in household
            return Outcome(UNKNOWN, self, about="children", open=() if asked else ("children",))
        inside = [self.admits(child, context, context.on) for child in children]
        value = self._quantified(inside)
        return Outcome(
            value,
            self,
            answer="children",
            about="children" if value is UNKNOWN else None,
            turns_on=self._turns_on(children, inside, value, context),
        )

    def admits(self, child: Child, context: Context, on: date) -> Truth:
        """Whether one child is inside on a day."""
        births = context.births(child)
        inside = self.window.holds(births, on)
        if self.disability is None and self.extension is None:
            return inside
        degree = DEGREES[self.disability or "tokuji2"].reached_by(child.disability)
        if self.extension is None:
            return all_of((inside, degree))
        extended = self.extension.holds(births, on)
        return any_of((inside, all_of((extended, degree))))

    def _quantified(self, inside: list[Truth]) -> Truth:
        if self.quant == "none":
            return ~any_of(inside)
        if self.quant == "all":
            return all_of(inside) if inside else FALSE
        return at_least(self.number, inside)

    def _turns_on(
        self, children: tuple[Child, ...], inside: list[Truth], value: Truth, context: Context
    ) -> date | None:
        """When the last child leaves, or the next one enters, if the day is certain."""
        if self.quant != "some" or self.number > 1 or value is UNKNOWN:
            return None
        if value is TRUE:
            return self._last_leaves(children, inside, context)
        waiting = [child for child in children if self._is_to_come(child, context)]
        days = (self._turn(child, context, context.on) for child in waiting)
        return min((day for day in days if day), default=None)

    def _last_leaves(
        self, children: tuple[Child, ...], inside: list[Truth], context: Context
    ) -> date | None:
        """The first day without a child inside; one may enter just when another leaves."""
        on = context.on
        while TRUE in inside:
            now = [child for child, truth in zip(children, inside, strict=True) if truth is TRUE]
            ends = [self._turn(child, context, on) for child in now]
            if None in ends:
                return None
            on = max(day for day in ends if day)
            inside = [self.admits(child, context, on) for child in children]
        return None if UNKNOWN in inside else on

    def _turn(self, child: Child, context: Context, on: date) -> date | None:
        window = self.window
        if self.extension is not None and self._is_disabled(child):
            window = self.extension
        return window.turns_on(context.births(child), on)

    def _is_disabled(self, child: Child) -> bool:
        degree = DEGREES[self.disability or "tokuji2"]
        return degree.reached_by(child.disability) is TRUE

    def _is_to_come(self, child: Child, context: Context) -> bool:
        """Too young today, and nothing else against it."""
        if self.start is None:
            return False
        degree_only = self.disability is not None and self.extension is None
        if degree_only and not self._is_disabled(child):
            return False
        return self.start.first_day(context.births(child).first) > context.on

    def contradictions(self) -> list[tuple[str, str]]:
        if self.start and self.until and self.start.as_years() >= self.until.as_years():
            return [("until", "終わりの年齢が、始まりの年齢より前になっています。")]
        if self.or_disability_until is not None and self.until is None:
            return [("or_disability_until", "年齢の終わりがないので、延長は意味がありません。")]
        return []

    @cached_property
    def sentence(self) -> str:
        who = f"{_years(self.start, self.until)}お子さん"
        if self.disability and self.extension is None:
            who = f"{DEGREES[self.disability].name}があり、{who}"
        if self.quant == "all":
            return f"お子さんが全員、{_years(self.start, self.until).rstrip('の')}である。"
        number = f"{self.number}人以上" if self.number > 1 else ""
        more = ""
        if self.or_disability_until is not None:
            more = f"（障害のあるお子さんは{self.or_disability_until}歳になる前まで）"
        return f"{who}{more}が{number}{QUANTITIES[self.quant]}。"


_SCHOOL_STARTS = {
    3: "3歳児クラスから",
    6: "小学1年生から",
    12: "中学1年生から",
    15: "高校1年生の年代から",
    18: "18歳になった次の年度から",
}
_SCHOOL_ENDS = {
    3: "2歳児クラスまで",
    6: "小学校に入る前まで",
    9: "小学3年生まで",
    12: "小学6年生まで",
    15: "中学3年生まで",
    18: "18歳になった年度の末まで",
}


def _years(start: Mark | None, until: Mark | None) -> str:
    return _from(start) + _until(until)


def _from(mark: Mark | None) -> str:
    if mark is None:
        return ""
    if mark.unit == "age":
        return f"{mark.years}歳から"
    return _SCHOOL_STARTS.get(mark.years, f"{mark.years}歳になった次の年度から")


def _until(mark: Mark | None) -> str:
    if mark is None:
        return ""
    if mark.unit == "age":
        return f"{mark.years}歳になる前までの"
    return _SCHOOL_ENDS.get(mark.years, f"{mark.years}歳になった年度の末まで") + "の"
