"""Employers in the site search."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.areas.models import Area
from cms.core.calendar import today
from cms.core.languages import html_language
from cms.core.querysets import Reader
from cms.search.sources import PageSource, Result
from companies.ageing import is_stale
from companies.models import EmployerPage
from companies.presenters import place_words


class EmployerSource(PageSource):
    """The group 会社. A place in the query is one of the words of an employer.

    No names for 「もしかして」: there may be thousands.
    """

    knows_places = True

    def __init__(self) -> None:
        super().__init__(key="companies", label=_("Companies"), model=EmployerPage, order=30)

    def visible_to(self, reader: Reader, *, language: str) -> QuerySet:
        found: Any = super().visible_to(reader, language=language)
        return found.with_places().defer_streamfields()

    def in_prefecture(self, found: QuerySet, prefecture: Area) -> QuerySet:
        employers: Any = found
        return employers.reachable_from(prefecture)

    def present(self, objects: Sequence[Any], *, language: str) -> list[Result]:
        return [_result(page, language) for page in objects]


def _result(page: EmployerPage, language: str) -> Result:
    notes = [
        str(_("Sample")) if page.is_sample else "",
        str(_("May be out of date")) if is_stale(page.confirmed_on, on=today()) else "",
    ]
    own = html_language(page.language)
    return Result(
        title=page.title,
        url=page.address(language),
        text=page.business,
        place=place_words(page),
        note="・".join(note for note in notes if note),
        language="" if own == html_language(language) else own,
    )
