"""Measures in the site search."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.core.querysets import Reader
from cms.search.sources import PageSource, Result
from measures.listing import foreign_tag
from measures.models import MeasurePage

NAMES = 500


class MeasureSource(PageSource):
    """The first group of the result page. Both names of a measure may be meant by a query."""

    def __init__(self) -> None:
        super().__init__(key="measures", label=_("Support"), model=MeasurePage, order=10)

    def visible_to(self, reader: Reader, *, language: str) -> QuerySet:
        return super().visible_to(reader, language=language).select_related("locale")

    def present(self, objects: Sequence[Any], *, language: str) -> list[Result]:
        return [
            Result(
                title=f"{measure.title}（{measure.official_name}）",
                url=measure.address(language),
                text=measure.summary,
                language=foreign_tag(measure, language),
            )
            for measure in objects
        ]

    def names(self, *, language: str) -> Iterable[str]:
        pages = self.visible_to(AnonymousUser(), language=language).order_by("number", "pk")
        return chain.from_iterable(pages.values_list("official_name", "title")[:NAMES])
