"""The condition types of a rule: frozen values that check themselves and say one sentence."""

from measures.eligibility.conditions.children import ChildAge
from measures.eligibility.conditions.choices import (
    CHOICE_TYPES,
    Agreement,
    Choice,
    FamilyStatus,
    Receives,
    Work,
)
from measures.eligibility.conditions.lives import Anyone, Area, EligibleFor, OwnAge, Since
from measures.eligibility.conditions.money import Income, Savings
from measures.eligibility.conditions.notes import Interest, Manual
from measures.eligibility.conditions.outcome import Condition, Context, Outcome

_KINDS: tuple[type[Condition], ...] = (
    Anyone,
    Area,
    ChildAge,
    EligibleFor,
    Income,
    OwnAge,
    Savings,
    Since,
    *CHOICE_TYPES,
)
TYPES: dict[str, type[Condition]] = {kind.type: kind for kind in _KINDS}
NOTES: dict[str, type[Manual] | type[Interest]] = {"manual": Manual, "interest": Interest}

__all__ = [
    "NOTES",
    "TYPES",
    "Agreement",
    "Anyone",
    "Area",
    "ChildAge",
    "Choice",
    "Condition",
    "Context",
    "EligibleFor",
    "FamilyStatus",
    "Income",
    "Interest",
    "Manual",
    "Outcome",
    "OwnAge",
    "Receives",
    "Savings",
    "Since",
    "Work",
]
