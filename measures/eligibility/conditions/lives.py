"""Conditions on the place, one's own age, how long ago something was, and on other measures."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import ClassVar

from measures.eligibility.answers import Answers, Place
from measures.eligibility.bands import Band, Days, months_after
from measures.eligibility.conditions.outcome import Condition, Context, Outcome
from measures.eligibility.fields import day, shape, text, texts, whole, words
from measures.eligibility.kleene import Truth, all_of, truth
from measures.eligibility.vocabulary import PLACE_FLAGS

PREFECTURES = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県",
    "栃木県", "群馬県", "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県",
    "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
    "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県",
    "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
)  # fmt: skip


@dataclass(frozen=True)
class Anyone(Condition):
    """どなたでも: no condition at all."""

    type: ClassVar[str] = "anyone"

    @property
    def questions(self) -> tuple[str, ...]:
        return ()

    def check(self, household: Answers, context: Context) -> Outcome:
        return Outcome(Truth.TRUE, self)

    @cached_property
    def sentence(self) -> str:
        return "どなたでも使えます。"


@dataclass(frozen=True)
class Area(Condition):
    """Lives in one of the prefectures (「13」) or municipalities (code6), with all the flags."""

    type: ClassVar[str] = "area"

    prefectures: tuple[str, ...] = shape(
        texts("都道府県は「01」から「47」の2けたで入れてください。", lambda code: (
            code.isascii() and code.isdigit() and len(code) == 2 and 1 <= int(code) <= 47
        )), default=())  # fmt: skip
    codes: tuple[str, ...] = shape(
        texts("市区町村は6けたの全国地方公共団体コードで入れてください。", lambda code: (
            code.isascii() and code.isdigit() and len(code) == 6
        )), default=())  # fmt: skip
    flags: tuple[str, ...] = shape(words(PLACE_FLAGS), default=())

    @property
    def questions(self) -> tuple[str, ...]:
        return ("area",)

    def check(self, household: Answers, context: Context) -> Outcome:
        place = household.told("area")
        if not isinstance(place, Place):
            return Outcome(
                Truth.UNKNOWN, self, about="area", open=() if "area" in household else ("area",)
            )
        value = all_of((self._lies(place), self._has(place)))
        return Outcome(value, self, "area", about="area" if value is Truth.UNKNOWN else None)

    def _lies(self, place: Place) -> Truth:
        named = place.prefecture in self.prefectures or place.code in self.codes
        if named or not (self.prefectures or self.codes):
            return Truth.TRUE
        near = any(code[:2] == place.prefecture for code in self.codes)
        return Truth.UNKNOWN if near and not place.code else Truth.FALSE

    def _has(self, place: Place) -> Truth:
        if not self.flags or set(self.flags) <= place.flags:
            return Truth.TRUE
        return Truth.FALSE if place.code else Truth.UNKNOWN

    def contradictions(self) -> list[tuple[str, str]]:
        if not (self.prefectures or self.codes or self.flags):
            return [("prefectures", "都道府県か市区町村をひとつ以上えらんでください。")]
        return []

    @cached_property
    def sentence(self) -> str:
        names = [PREFECTURES[int(code) - 1] for code in self.prefectures]
        where = "」か「".join([*names, *self.codes])
        parts = [f"「{where}」に住んでいる"] if where else []
        parts += [f"住んでいる所が「{PLACE_FLAGS[flag]}」に当たる" for flag in self.flags]
        return "、".join(parts) + "。"


@dataclass(frozen=True)
class OwnAge(Condition):
    """The person's own age in years."""

    type: ClassVar[str] = "age_self"

    min: int | None = shape(whole(0, 120), default=None)
    max: int | None = shape(whole(0, 120), default=None)

    @property
    def questions(self) -> tuple[str, ...]:
        return ("age_self",)

    def check(self, household: Answers, context: Context) -> Outcome:
        told = household.told("age_self")
        if not isinstance(told, Band):
            asked = "age_self" in household
            return Outcome(
                Truth.UNKNOWN, self, about="age_self", open=() if asked else ("age_self",)
            )
        value = told.within(Band(self.min or 0, self.max))
        return Outcome(value, self, "age_self", "age_self" if value is Truth.UNKNOWN else None)

    def contradictions(self) -> list[tuple[str, str]]:
        if self.min is not None and self.max is not None and self.min > self.max:
            return [("max", "いちばん上の年齢が、いちばん下の年齢より小さくなっています。")]
        if self.min is None and self.max is None:
            return [("min", "年齢を入れてください。")]
        return []

    @cached_property
    def sentence(self) -> str:
        low = f"{self.min}歳以上" if self.min is not None else ""
        high = f"{self.max}歳以下" if self.max is not None else ""
        return f"ご本人が{low}{high}である。"


@dataclass(frozen=True)
class Since(Condition):
    """The divorce, death or birth was on or after a day, and at most so many months ago."""

    type: ClassVar[str] = "single_since"

    after: date | None = shape(day(), default=None)  # noqa: RUF009
    within_months: int | None = shape(whole(1, 600), default=None)

    @property
    def questions(self) -> tuple[str, ...]:
        return ("single_since",)

    def check(self, household: Answers, context: Context) -> Outcome:
        told = household.told("single_since")
        if not isinstance(told, Days):
            asked = "single_since" in household
            return Outcome(
                Truth.UNKNOWN, self, about="single_since", open=() if asked else ("single_since",)
            )
        values = [truth(self.holds(event, context.on)) for event in (told.first, told.last)]
        value = values[0] if values[0] is values[1] else Truth.UNKNOWN
        return Outcome(
            value,
            self,
            "single_since",
            "single_since" if value is Truth.UNKNOWN else None,
            turns_on=self._turns_on(told, context.on) if value is Truth.TRUE else None,
        )

    def holds(self, event: date, on: date) -> bool:
        """Whether an event of that day counts. The end day of a term is its 応当日 less one."""
        soon = self.within_months is None or on < months_after(event, self.within_months)
        return soon and (self.after is None or event >= self.after)

    def _turns_on(self, told: Days, on: date) -> date | None:
        if self.within_months is None or told.first != told.last:
            return None
        return months_after(told.first, self.within_months)

    def contradictions(self) -> list[tuple[str, str]]:
        if self.after is None and self.within_months is None:
            return [("after", "日付か、月数を入れてください。")]
        return []

    @cached_property
    def sentence(self) -> str:
        if self.after is None:
            return f"離婚などから{self.within_months}か月以内である。"
        first = f"{self.after.year}年{self.after.month}月{self.after.day}日"
        months = f"、{self.within_months}か月以内" if self.within_months else ""
        return f"離婚などが{first}以後{months}である。"


@dataclass(frozen=True)
class EligibleFor(Condition):
    """Would see another measure as 使えそう: 「同じ水準の方」 without repeating its conditions."""

    type: ClassVar[str] = "eligible_for"

    measure: str = shape(text(80), default="")
    label: str = shape(text(80), default="")

    @property
    def questions(self) -> tuple[str, ...]:
        return ()

    def check(self, household: Answers, context: Context) -> Outcome:
        other = context.judged(self.measure) if context.judged else None
        if other is None:
            return Outcome(Truth.UNKNOWN, self, missing=self.measure)
        if other.truth is not Truth.UNKNOWN:
            return Outcome(other.truth, self, turns_on=other.turns_on)
        about = next(iter(other.questions_behind), None)
        return Outcome(other.truth, self, about=about, open=other.open_questions)

    def contradictions(self) -> list[tuple[str, str]]:
        return [] if self.measure else [("measure", "もとになる施策を入れてください。")]

    @cached_property
    def sentence(self) -> str:
        return f"{self.label or self.measure}の目安に合う。"
