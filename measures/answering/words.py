"""What a visitor reads on a question screen: words of the editors, else of the vocabulary."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cms.core.languages import (
    SIMPLE_JAPANESE,
    default_language,
    html_language,
    interface_tag,
    speaks_japanese,
)
from measures.answering.typed import MAN
from measures.eligibility.vocabulary import QUESTIONS, Question
from measures.parameters import amount_text
from measures.rules import QuestionWords

Label = str | Promise
SCREEN_TITLES: dict[str, Label] = {
    "urgent": gettext_lazy("Is there something urgent?"),
    "area": gettext_lazy("Where you live"),
    "situation": gettext_lazy("Your family"),
    "children": gettext_lazy("Your children"),
    "money": gettext_lazy("Your income"),
    "dependents": gettext_lazy("Dependants for tax"),
    "work": gettext_lazy("Your work"),
    "receives": gettext_lazy("Support you already receive"),
    "tax": gettext_lazy("Resident tax"),
    "housing": gettext_lazy("Your home"),
    "support": pgettext_lazy("screen", "Child support"),
    "training": gettext_lazy("Courses and schools"),
    "insurance": gettext_lazy("Insurance"),
    "parent": gettext_lazy("About you"),
    "savings": gettext_lazy("Your savings"),
    "disability": gettext_lazy("Your health"),
    "residence": gettext_lazy("Status of residence"),
    "wants": gettext_lazy("What you would like"),
}
INCOME_ENDS = (100, 150, 200, 250, 300, 350, 400, 450, 500, 600, 800)  # 万円 a year
SUPPORT_ENDS = (2, 4, 6, 10)  # 万円 a month
SAVINGS_ENDS = (50, 100, 180, 300)  # 万円
MOST_SUPPORT = 6_000_000  # yen a year
AGES = ((10, 19), (20, 39), (40, 64), (65, 110))
NEW_CIVIL_CODE = ("2026-03-31", "2026-04-01")  # 民法改正 (令和6年法律第33号) 施行


@dataclass(frozen=True)
class Band:
    """A choice that stands for a band of numbers or days; ``answer`` is its JSON."""

    label: Label
    answer: Any


@dataclass(frozen=True)
class Words:
    """One question in words. ``name`` is its short form, ``options``: stored word → label.

    ``is_own``: written in the active language, which is not Japanese. ``lang`` is set where these
    words, but never the ``bands``, are not in the language around them.
    """

    question: Question
    text: str
    name: str
    why: str
    options: Mapping[str, str]
    bands: tuple["Band", ...] = ()
    lang: str = ""
    is_own: bool = False

    @property
    def key(self) -> str:
        return self.question.key


def words_of(key: str, written: Mapping[str, QuestionWords]) -> Words:
    """The words of a question in the active language. ``written``: the editors' questions by key.

    A question that is not wholly translated is asked in Japanese: never a silent mix.
    """
    question, record = QUESTIONS[key], written.get(key)
    language = translation.get_language() or default_language()
    japanese = _japanese(question, record)
    own = record.translations.get(language) if record else None
    if own is None or not _is_whole(own, question, language):
        return japanese
    return replace(
        japanese,
        text=own["text"],
        name=own["name"],
        why=own["why_we_ask"],
        options={**japanese.options, **own["options"]},
        lang=_if_foreign(html_language(language)),
        is_own=True,
    )


def _japanese(question: Question, record: QuestionWords | None) -> Words:
    foreign = _if_foreign(html_language(default_language()))
    if record is None:
        own, text, why, options = [], question.title, "", question.options
    else:
        own = [Band(band["label"], band["answer"]) for band in record.bands]
        text, why = record.text or question.title, record.why_we_ask
        written = record.options
        options = {word: written.get(word) or label for word, label in question.options.items()}
    if not _reads_editors_bands():
        own = []
    choices = tuple(own or bands(question.key))
    return Words(question, text, question.title, why, options, choices, foreign)


def _is_whole(own: Mapping[str, Any], question: Question, language: str) -> bool:
    """Japanese stands beside やさしい日本語 without being another language."""
    return language == SIMPLE_JAPANESE or own["options"].keys() == question.options.keys()


def _if_foreign(tag: str) -> str:
    """``tag`` where it is not the language of the words around the page, else nothing."""
    return tag if tag != interface_tag(translation.get_language() or default_language()) else ""


def _reads_editors_bands() -> bool:
    """Bands are numbers: other languages and やさしい日本語 take the words of the catalogue."""
    return speaks_japanese() and translation.get_language() != SIMPLE_JAPANESE


def bands(key: str) -> list[Band]:
    """Choices of a question about a number or a day that editors gave none; else nothing."""
    makers = {
        "income_self": _incomes,
        "income_kin": _incomes_of_kin,
        "child_support_received": _support,
        "dependents": _dependents,
        "savings": lambda: _between(SAVINGS_ENDS, first=0),
        "age_self": lambda: [Band(_age(low, high), [low, high]) for low, high in AGES],
        "single_since": _days,
    }
    return makers[key]() if key in makers else []


def _yen(man: int) -> str:
    return amount_text(man * MAN, "円", in_man=True)


def _incomes() -> list[Band]:
    found = [Band(_("No income"), {"revenue": 0})]
    found += [Band(band.label, {"revenue": band.answer}) for band in _between(INCOME_ENDS)]
    return found


def _incomes_of_kin() -> list[Band]:
    """Whoever earns most counts: 児童扶養手当法第10条 looks at each 扶養義務者 alone."""
    alone, nothing = _("No. Only my children and I"), _("Yes. Nobody has an income")
    most = _("Yes. The highest yearly income: %(amount)s")
    some = [Band(most % {"amount": band.label}, band.answer) for band in _incomes()[1:]]
    return [Band(alone, "none"), Band(nothing, {"revenue": 0}), *some]


def _between(ends: tuple[int, ...], *, first: int = 1) -> list[Band]:
    """Bands from ``first`` yen up to each of ``ends`` (万円), and one above them."""
    found, low = [], 0
    for end in ends:
        found.append(Band(_upto(low, end), [low * MAN + 1 if low else first, end * MAN]))
        low = end
    over = _("More than %(yen)s") % {"yen": _yen(low)}
    return [*found, Band(over, [low * MAN + 1, None])]


def _upto(low: int, end: int) -> str:
    if not low:
        return _("Up to %(yen)s") % {"yen": _yen(end)}
    return _("%(low)s to %(high)s") % {"low": _yen(low), "high": _yen(end)}


def _support() -> list[Band]:
    """Asked by the month, kept by the year."""
    found: list[Band] = [Band(_("I receive none"), 0)]
    for band in _between(SUPPORT_ENDS):
        low, high = band.answer
        yearly = [(low - 1) * 12 + 1, MOST_SUPPORT if high is None else high * 12]
        found.append(Band(_("%(amount)s a month") % {"amount": band.label}, yearly))
    return found


def _dependents() -> list[Band]:
    found = [Band(_people(number), number) for number in range(6)]
    return [*found, Band(_("6 people or more"), [6, 10])]


def _people(number: int) -> str:
    return _("%(number)s people") % {"number": number}


def _age(low: int, high: int) -> str:
    if low == AGES[0][0]:
        return _("Up to %(age)s years") % {"age": high}
    if high == AGES[-1][1]:
        return _("%(age)s years or older") % {"age": low}
    return _("%(low)s to %(high)s years") % {"low": low, "high": high}


def _days() -> list[Band]:
    last, first = NEW_CIVIL_CODE
    return [
        Band(_("Before 1 April 2026"), ["1960-01-01", last]),
        Band(_("On or after 1 April 2026"), [first, "2099-12-31"]),
    ]
