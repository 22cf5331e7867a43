"""The library in the site search: a group that only its readers ever get hits in."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.core.querysets import Reader
from cms.search.sources import PageSource, Result
from staff_library.models import LibraryItemPage


class LibrarySource(PageSource):
    """No names for 「もしかして」: what sounds alike is told to everybody."""

    def __init__(self) -> None:
        super().__init__(key="staff", label=_("For staff"), model=LibraryItemPage, order=80)

    def visible_to(self, reader: Reader, *, language: str) -> QuerySet:
        items: Any = super().visible_to(reader, language=language)
        return items.with_standing()

    def present(self, objects: Sequence[Any], *, language: str) -> list[Result]:
        return [
            Result(
                title=item.title,
                url=item.address(language),
                text=item.summary,
                place=item.kind_name,
                note=str(_("No longer in force")) if item.is_superseded else "",
                language="ja",
            )
            for item in objects
        ]
