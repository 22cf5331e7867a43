"""Conditions on what was ticked: any of these, none of those, and what only the desk can tell."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from measures.eligibility.answers import Answers
from measures.eligibility.conditions.outcome import Condition, Context, Outcome
from measures.eligibility.fields import Form, words
from measures.eligibility.kleene import FALSE, TRUE, UNKNOWN, Truth, all_of, any_of
from measures.eligibility.vocabulary import QUESTIONS, SINGLE_PARENT

LIVING_APART = set(SINGLE_PARENT) - {"bereaved"}


@dataclass(frozen=True)
class Choice(Condition):
    """True with one of ``any`` (or without ``any``), false with one of ``none``.

    The type is the key of the question. ``maybe`` are options with which the desk decides. An
    umbrella option (「事情は言いたくない」) is true when everything it can mean is true, and
    unknown when only a part is.
    """

    lead: ClassVar[str]

    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        return (self.type,)

    @classmethod
    def forms(cls) -> dict[str, Form]:
        form = words(QUESTIONS[cls.type].options)
        return {"any": form, "none": form, "maybe": form}

    @cached_property
    def meaning(self) -> dict[str, Truth]:
        """Every option on its own."""
        asked = QUESTIONS[self.type]
        single = {option: self._of(option) for option in asked.options}
        for option, meant in asked.umbrella.items():
            values = {single[word] for word in meant}
            if option not in (*self.any, *self.none, *self.maybe):
                single[option] = values.pop() if len(values) == 1 else UNKNOWN
        return single

    def _of(self, option: str) -> Truth:
        if option in self.none:
            return FALSE
        if option in self.maybe:
            return UNKNOWN
        return TRUE if option in self.any or not self.any else FALSE

    def check(self, household: Answers, context: Context) -> Outcome:
        key = self.type
        told = household.told(key)
        if not isinstance(told, frozenset):
            return Outcome(UNKNOWN, self, about=key, open=() if key in household else (key,))
        value = self.of_all(told)
        return Outcome(value, self, answer=key, about=key if value is UNKNOWN else None)

    def of_all(self, told: frozenset[str]) -> Truth:
        """Several ticks: one of ``none`` is enough against, one of ``any`` enough for."""
        if not told.isdisjoint(self.none):
            return FALSE
        values = [self.meaning[option] for option in told]
        return any_of(values) if self.any else all_of(values)

    def contradictions(self) -> list[tuple[str, str]]:
        both = set(self.any) & set(self.none)
        if both:
            label = QUESTIONS[self.type].label(min(both))
            return [
                ("none", f"「{label}」が、当てはまる方と当てはまらない方の両方に入っています。")
            ]
        if not (self.any or self.none or self.maybe):
            return [("any", "選択肢をひとつ以上えらんでください。")]
        return []

    @cached_property
    def sentence(self) -> str:
        desk = f"{self._labels(self.maybe)}のときは窓口で確かめる。" if self.maybe else ""
        return self.brief + desk if self.any or self.none else desk

    @cached_property
    def brief(self) -> str:
        admits = f"{self.lead}{self._labels(self.any)}である。" if self.any else ""
        refuses = f"{self.lead}{self._labels(self.none)}ではない。" if self.none else ""
        return admits + refuses or self.sentence

    def _labels(self, options: tuple[str, ...]) -> str:
        labels = (QUESTIONS[self.type].label(option) for option in options)
        return "「" + "」か「".join(labels) + "」"


class FamilyStatus(Choice):
    type = "family_status"
    lead = "家族の状況が"

    def _labels(self, options: tuple[str, ...]) -> str:
        """Everybody who is a single parent is called so instead of being listed."""
        if not set(options) >= LIVING_APART:
            return super()._labels(options)
        kinds = "離婚、死別、未婚など" if "bereaved" in options else "離婚、未婚など"
        named = {*LIVING_APART, "bereaved", "single_parent"}
        rest = tuple(option for option in options if option not in named)
        return f"「ひとり親（{kinds}）」" + (f"か{super()._labels(rest)}" if rest else "")


class Work(Choice):
    type = "work"
    lead = "仕事の状況が"


class Receives(Choice):
    type = "receives"
    lead = "受けている制度が"


class Tax(Choice):
    type = "tax"
    lead = "住民税が"


class Housing(Choice):
    type = "housing"
    lead = "住まいが"


class Agreement(Choice):
    type = "support_agreement"
    lead = "養育費の取り決めが"


class Paid(Choice):
    type = "support_paid"
    lead = "約束した養育費が"


class Training(Choice):
    type = "training"
    lead = "資格のための学校や講座が"


class Education(Choice):
    type = "education"
    lead = "ご本人の学校が"


class Insurance(Choice):
    type = "insurance"
    lead = "雇用保険が"


class SocialInsurance(Choice):
    type = "social_insurance"
    lead = "年金と健康保険が"


class Parent(Choice):
    type = "parent"
    lead = "お子さんから見て"


class OwnDisability(Choice):
    type = "disability_self"
    lead = "ご本人の障害や病気が"


class Pregnant(Choice):
    type = "pregnant"
    lead = "妊娠しているかどうかが"


class Residence(Choice):
    type = "residence"
    lead = "在留資格が"


class Urgent(Choice):
    type = "urgent"
    lead = "いま困っていることが"


CHOICE_TYPES: tuple[type[Choice], ...] = (
    FamilyStatus,
    Work,
    Receives,
    Tax,
    Housing,
    Agreement,
    Paid,
    Training,
    Education,
    Insurance,
    SocialInsurance,
    Parent,
    OwnDisability,
    Pregnant,
    Residence,
    Urgent,
)
