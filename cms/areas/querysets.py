from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from cms.areas.choices import MUNICIPALITY_KINDS, AreaKind

if TYPE_CHECKING:
    from cms.areas.models import Area


class AreaQuerySet(models.QuerySet["Area"]):
    """Areas are public facts: everybody may read every row, so there is no ``visible_to`` here."""

    def current(self, on: date) -> Self:
        """Areas that exist on that day (``valid_to`` is the last day)."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_to__isnull=True) | Q(valid_to__gte=on),
        )

    def prefectures(self) -> Self:
        return self.filter(kind=AreaKind.PREFECTURE)

    def municipalities(self) -> Self:
        """市・特別区・町・村 (1,741 today). Wards of designated cities are no municipalities."""
        return self.filter(kind__in=MUNICIPALITY_KINDS)

    def wards(self) -> Self:
        return self.filter(kind=AreaKind.WARD)

    def children_of(self, area: "Area") -> Self:
        return self.filter(parent=area)

    def in_prefecture(self, prefecture: "Area") -> Self:
        """Everything whose code begins like the prefecture's, the prefecture itself included."""
        return self.filter(code6__startswith=prefecture.code6[:2])

    def with_chain(self) -> Self:
        """Load what ``chain()``, ``full_name`` and ``prefecture`` need: no further query."""
        return self.select_related("parent__parent")

    def with_successors(self) -> Self:
        """Load the successor with its chain; a successor's successor costs a query of its own."""
        return self.with_chain().select_related("successor__parent__parent")


class PostalCodeQuerySet(models.QuerySet):
    def areas_of(self, code7: str) -> Self:
        return self.filter(code=code7)

    def starting_with(self, prefix: str) -> Self:
        """By range, which every database answers from the index (LIKE on SQLite reads all rows)."""
        return self.filter(code__gte=prefix.ljust(7, "0"), code__lte=prefix.ljust(7, "9"))
