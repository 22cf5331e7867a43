"""What is read from the tables of measures."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When

from cms.areas.models import Area
from cms.core.languages import default_language
from cms.core.querysets import SectionPageQuerySet
from measures.choices import Category, Need, Status


class MeasureQuerySet(SectionPageQuerySet):
    """Measures. Lists start with visible_to()."""

    def shown_in(self, language: str) -> Self:
        """Measures of ``language``, and the Japanese ones that nobody has translated into it."""
        if language == default_language():
            return self.in_language(language)
        twins = self.model.objects.live().filter(
            translation_key=OuterRef("translation_key"), locale__language_code=language
        )
        untranslated = Q(locale__language_code=default_language()) & ~Exists(twins)
        return self.filter(Q(locale__language_code=language) | untranslated)

    def for_need(self, need: str) -> Self:
        return self.filter(needs__need=need)

    def for_stage(self, stage: str) -> Self:
        return self.filter(stages__stage=stage)

    def in_order(self) -> Self:
        """By category in the order of the notice, then by number."""
        order = Case(
            *(When(category=value, then=Value(rank)) for rank, value in enumerate(Category.values)),
            output_field=IntegerField(),
        )
        return self.order_by(order, models.F("number").asc(nulls_last=True), "pk")

    def related_to(self, measure: models.Model) -> Self:
        """Measures named by ``measure`` or naming it, marked ``combines`` or ``excludes``.

        Editors state a relation on one of the two pages, in Japanese; it holds for both and in
        every language.
        """
        return self.annotate(
            combines=_related(self.model.combines_with.through, measure),
            excluded=_related(self.model.excludes.through, measure),
        ).filter(Q(combines=True) | Q(excluded=True))


def _related(through: type[models.Model], measure: models.Model) -> Exists:
    one, other = measure.translation_key, OuterRef("translation_key")
    rows = through._default_manager.filter(
        Q(from_measurepage__translation_key=one, to_measurepage__translation_key=other)
        | Q(from_measurepage__translation_key=other, to_measurepage__translation_key=one)
    )
    return Exists(rows)


def count_by_need(measures: MeasureQuerySet) -> dict[str, int]:
    """How many of ``measures`` answer each need, in one query."""
    counted = (
        measures.order_by().values("needs__need").annotate(number=models.Count("pk", distinct=True))
    )
    found = {row["needs__need"]: row["number"] for row in counted}
    return {need: found.get(need, 0) for need in Need.values}


class ParameterValueQuerySet(models.QuerySet):
    def on(self, day: date) -> Self:
        """The value of every parameter that holds on ``day``: the last one that has begun."""
        later = self.model.objects.filter(
            parameter=OuterRef("parameter"),
            valid_from__gt=OuterRef("valid_from"),
            valid_from__lte=day,
        )
        return self.filter(valid_from__lte=day).filter(~Exists(later)).select_related("parameter")


class ImplementationQuerySet(models.QuerySet):
    def valid_on(self, day: date) -> Self:
        """Records that say something about ``day``."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def in_areas(self, areas: Iterable[Area]) -> Self:
        return self.filter(area__in=[area.pk for area in areas])

    def checked_before(self, day: date) -> Self:
        """Records whose last check is older than ``day``, or was never made."""
        return self.filter(Q(checked_on__isnull=True) | Q(checked_on__lt=day))

    def unconfirmed(self) -> Self:
        return self.filter(status=Status.UNCONFIRMED)
