"""What is read from the tables of measures."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Subquery, Value, When
from wagtail.models import TranslatableMixin

from cms.areas.models import Area
from cms.core.querysets import SectionPageQuerySet
from measures.choices import Category, Need, Status

if TYPE_CHECKING:
    from measures.models import Implementation, ParameterValue  # noqa: F401

LEADING_CATEGORIES: dict[str, str] = {
    Need.MONEY: Category.ECONOMIC,
    Need.HOUSING: Category.LIVING,
    Need.WORK: Category.EMPLOYMENT,
    Need.CHILDREN: Category.LIVING,
    Need.CHILD_SUPPORT: Category.CHILD_SUPPORT,
    Need.TALK: Category.CONSULTATION,
}


def _stated_by(measure: TranslatableMixin) -> Q:
    """Rows of a relation from ``measure`` to the measure of the outer query, in any language."""
    return Q(
        from_measurepage__translation_key=measure.translation_key,
        to_measurepage__translation_key=OuterRef("translation_key"),
    )


def _stated_about(measure: TranslatableMixin) -> Q:
    return Q(
        from_measurepage__translation_key=OuterRef("translation_key"),
        to_measurepage__translation_key=measure.translation_key,
    )


class MeasureQuerySet(SectionPageQuerySet):
    """Measures. Lists start with visible_to()."""

    def for_need(self, need: str) -> Self:
        return self.filter(needs__need=need)

    def for_stage(self, stage: str) -> Self:
        return self.filter(stages__stage=stage)

    def with_first_need(self) -> Self:
        """``first_need``: the need that editors put first."""
        rows = self.model.needs.rel.related_model.objects.filter(page=OuterRef("pk"))
        return self.annotate(first_need=Subquery(rows.order_by("sort_order").values("need")[:1]))

    def in_order(self, need: str = "") -> Self:
        """By category in the order of the notice, then by number.

        For one need the category that answers it most comes first, and in each category the
        measures whose first need it is.
        """
        leading = LEADING_CATEGORIES.get(need)
        ranked = sorted(Category.values, key=lambda category: category != leading)
        order = Case(
            *(When(category=value, then=Value(rank)) for rank, value in enumerate(ranked)),
            output_field=IntegerField(),
        )
        nearness = ["needs__sort_order"] if need else []
        return self.order_by(order, *nearness, models.F("number").asc(nulls_last=True), "pk")

    def related_to(self, measure: TranslatableMixin) -> Self:
        """Measures that ``measure`` combines with, and those it excludes or is excluded by.

        Marked ``combines`` and ``excluded``. Editors state relations in Japanese; they hold in
        every language. An exclusion holds for both pages, whichever of them states it.
        """
        combines = self.model.combines_with.through
        excludes = self.model.excludes.through
        return self.annotate(
            combines=Exists(combines._default_manager.filter(_stated_by(measure))),
            excluded=Exists(
                excludes._default_manager.filter(_stated_by(measure) | _stated_about(measure))
            ),
        ).filter(Q(combines=True) | Q(excluded=True))


def count_by_need(measures: MeasureQuerySet) -> dict[str, int]:
    """How many of ``measures`` answer each need, in one query."""
    counted = (
        measures.order_by().values("needs__need").annotate(number=models.Count("pk", distinct=True))
    )
    found = {row["needs__need"]: row["number"] for row in counted}
    return {need: found.get(need, 0) for need in Need.values}


class ParameterValueQuerySet(models.QuerySet["ParameterValue"]):
    def on(self, day: date) -> Self:
        """The value of every published parameter on ``day``: the last one that has begun."""
        later = self.model.objects.filter(
            parameter=OuterRef("parameter"),
            valid_from__gt=OuterRef("valid_from"),
            valid_from__lte=day,
        )
        begun = self.filter(parameter__live=True, valid_from__lte=day)
        return begun.filter(~Exists(later)).select_related("parameter")


class ImplementationQuerySet(models.QuerySet["Implementation"]):
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
