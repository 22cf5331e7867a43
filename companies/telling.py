"""A content in words: what a company checks before it sends, what a reviewer compares."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cms.core.calendar import japanese_date
from companies.choices import Fact, Figure, Industry
from companies.contents import (
    Content,
    FigureContent,
    areas_of,
    certification_label,
    figure_label,
)


@dataclass(frozen=True)
class Line:
    """One field; ``before`` is None where there is nothing to compare with."""

    label: str
    text: str
    before: str | None = None

    @property
    def is_changed(self) -> bool:
        return self.before is not None and self.before != self.text


def told(content: Content) -> list[Line]:
    return [Line(label, text) for label, text in _words(content) if text]


def compared(before: Content, after: Content) -> list[Line]:
    """Every field of both, with what stands on the page now beside what was sent."""
    pairs = zip(_words(before), _words(after), strict=True)
    lines = [Line(label, text, was) for (_label, was), (label, text) in pairs]
    return [line for line in lines if line.text or line.before]


def _words(content: Content) -> Iterator[tuple[str, str]]:
    """(label, words) of every field, always the same ones in the same order."""
    yield _("Name of the company"), content.name
    yield _("Reading in hiragana"), content.kana
    yield _("Corporate number"), content.corporate_number
    yield _("Industry"), str(Industry(content.industry).label) if content.industry else ""
    yield _("Kind of work"), content.business
    yield _("A word to single parents"), content.introduction
    yield _("Places of work"), "\n".join(area.full_name for area in areas_of(content.places))
    yield _("Work from anywhere in Japan"), _("Yes") if content.is_anywhere else ""
    for fact in Fact:
        note = content.facts.get(fact)
        yield str(fact.label), "" if note is None else note or _("Yes")
    figures = {figure.kind: figure for figure in content.figures}
    for kind in Figure.values:
        yield figure_label(kind), figure_words(figures[kind]) if kind in figures else ""
    yield (
        _("Certifications and awards"),
        "\n".join(
            f"{certification_label(each.kind, each.name)} {each.year}"
            for each in content.certifications
        ),
    )
    yield _("Hello Work offer number"), content.job_number
    yield _("Address of the offer at Hello Work"), content.job_url
    yield _("Website of the company"), content.website


def figure_words(figure: FigureContent) -> str:
    """6人（2026年3月31日）, 6人のうち4人, 5.2年."""
    day = japanese_date(date.fromisoformat(figure.counted_on))
    return _("%(number)s (on %(day)s)") % {"number": number_words(figure), "day": day}


def number_words(figure: FigureContent) -> str:
    values = {"value": figure.value, "whole": figure.whole}
    if figure.kind == Figure.AVERAGE_YEARS:
        return _("%(value)s years") % values
    if figure.kind == Figure.REGULAR:
        return _("%(value)s of %(whole)s people") % values
    return _("%(value)s people") % values
