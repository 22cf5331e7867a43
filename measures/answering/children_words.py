"""School years and handbooks of a child in words of the visitor's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STAGES: dict[str, str | Promise] = {
    "under3": _("Not yet in the class of three-year-olds"),
    "preschool": _("From the class of three-year-olds until school"),
    "elementary": _("Elementary school"),
    "junior_high": _("Junior high school"),
    "high": _("Age of high school"),
    "es1": _("Elementary school, year 1"),
    "es2": _("Elementary school, year 2"),
    "es3": _("Elementary school, year 3"),
    "es4": _("Elementary school, year 4"),
    "es5": _("Elementary school, year 5"),
    "es6": _("Elementary school, year 6"),
    "jh1": _("Junior high school, year 1"),
    "jh2": _("Junior high school, year 2"),
    "jh3": _("Junior high school, year 3"),
    "hs1": _("High school, year 1"),
    "hs2": _("High school, year 2"),
    "hs3": _("High school, year 3"),
    "after_high": _("After high school, up to 19"),
    "adult": _("20 years or older"),
}
COARSE = frozenset({"elementary", "junior_high", "high"})  # single years stand for them in a form
LEVELS: dict[str, str | Promise] = {
    "body1": _("Physical disability certificate (身体障害者手帳), grade 1"),
    "body2": _("Physical disability certificate (身体障害者手帳), grade 2"),
    "body3": _("Physical disability certificate (身体障害者手帳), grade 3"),
    "body4": _("Physical disability certificate (身体障害者手帳), grade 4"),
    "body5_6": _("Physical disability certificate (身体障害者手帳), grade 5 or 6"),
    "intellectual_heavy": _("Rehabilitation certificate (療育手帳) A, severe"),
    "intellectual_other": _("Rehabilitation certificate (療育手帳) B, medium or light"),
    "mental1": _("Mental health certificate (精神障害者保健福祉手帳), grade 1"),
    "mental2": _("Mental health certificate (精神障害者保健福祉手帳), grade 2"),
    "mental3": _("Mental health certificate (精神障害者保健福祉手帳), grade 3"),
    "diagnosis": _("No certificate, but a diagnosis or a worry about development"),
}


def stage_label(stage: str) -> str:
    """「小学1年生」."""
    return str(STAGES[stage])


def stage_labels() -> dict[str, str]:
    """Stage → words, youngest first, without the coarse school types."""
    return {name: str(words) for name, words in STAGES.items() if name not in COARSE}


def level_labels() -> dict[str, str]:
    """Handbook → words."""
    return {name: str(words) for name, words in LEVELS.items()}
