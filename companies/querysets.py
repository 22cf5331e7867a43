"""Employers that a reader may find, by what they offer and where."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from cms.areas.choices import AreaKind
from cms.areas.models import Area
from cms.core.querysets import SectionPageQuerySet
from cms.japanese.normalise import fold

if TYPE_CHECKING:
    from django.db.models import Model


def _rows(name: str) -> "QuerySet[Model]":
    from django.apps import apps  # models stand on querysets

    return apps.get_model("companies", name)._default_manager.all()


class EmployerQuerySet(SectionPageQuerySet):
    def reachable_from(self, area: Area) -> Self:
        """Workplaces in ``area`` or everywhere in its prefecture; and work from anywhere.

        A prefecture holds everything in it, a designated city its wards.
        """
        if area.kind == AreaKind.PREFECTURE:
            near = Q(area__code6__startswith=area.code6[:2])
        else:
            near = Q(area__in=[each.pk for each in area.chain()]) | Q(area__parent=area)
        places = _rows("EmployerArea").filter(near)
        return self.filter(Q(is_anywhere=True) | Q(pk__in=places.values("page")))

    def with_certification(self, kind: str) -> Self:
        """Stated with evidence or found in a published list."""
        stated = _rows("EmployerCertification").filter(kind=kind).values("page")
        listed = _rows("ListedCertification").filter(kind=kind).values("page")
        return self.filter(Q(pk__in=stated) | Q(pk__in=listed))

    def count_facts(self, facts: Iterable[str]) -> Self:
        """``matched``: how many of ``facts`` hold."""
        held = _rows("EmployerFact").filter(page=OuterRef("pk"), fact__in=list(facts))
        number = held.order_by().values("page").annotate(number=Count("pk")).values("number")
        return self.annotate(
            matched=Coalesce(Subquery(number, output_field=IntegerField()), Value(0))
        )

    def with_words(self, text: str) -> Self:
        """Every word stands somewhere in names, business, facts and places, however written."""
        found = self
        for word in text.split():
            if key := fold(word):
                found = found.filter(search_key__contains=key)
        return found

    def with_places(self) -> Self:
        """Load where an employer is, in one more query, whatever the number."""
        places = _rows("EmployerArea").select_related("area__parent__parent")
        return self.select_related("locale").prefetch_related(Prefetch("areas", places))

    def for_list(self) -> Self:
        """What a row of the list shows: one query for each kind of row."""
        return self.with_places().prefetch_related("facts", "figures", "certifications", "listed")
