"""Reading offices. Every public list starts with visible_to()."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, IntegerField, Min, OuterRef, Q, Subquery, Value, When

from cms.areas.models import Area
from cms.core.querysets import Reader
from directory.choices import Verification


class Joined(models.Aggregate):
    """All values of a group as one text. Django 6 has StringAgg for every database."""

    function = "GROUP_CONCAT"
    output_field = models.TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        template = "STRING_AGG(%(expressions)s, ',')"
        return self.as_sql(compiler, connection, template=template, **extra)


class OfficeQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Published offices. Drafts and hidden rows of an import are for editors in the admin only,
        so the answer is the same for every reader."""
        return self.filter(live=True)

    def serving(self, areas: Iterable[Area]) -> Self:
        """Offices that serve one of ``areas`` or the whole country."""
        served = Q(area__in=[area.pk for area in areas]) | Q(area__isnull=True)
        return self._with_service_area(served)

    def nationwide(self) -> Self:
        return self._with_service_area(Q(area__isnull=True))

    def with_task(self, task: str) -> Self:
        from directory.models import OfficeTask  # models stand on querysets

        return self.filter(pk__in=OfficeTask.objects.filter(task=task).values("office"))

    def unconfirmed_since(self, day: date) -> Self:
        """Offices that nobody confirmed on or after ``day``."""
        fresh = Q(verification=Verification.CONFIRMED, confirmed_on__gte=day)
        return self.exclude(fresh)

    def with_details(self) -> Self:
        """Everything a place page prints, in three queries whatever the number of offices.

        ``has_exceptions`` tells whose exceptions are worth a fourth: few offices have any.
        """
        from directory.models import ScheduleException  # models stand on querysets

        exceptions = ScheduleException.objects.filter(office=OuterRef("pk"))
        return (
            self.with_tasks()
            .annotate(has_exceptions=Exists(exceptions))
            .select_related("organization", "area__parent__parent")
            .prefetch_related("contacts", "schedules")
        )

    def with_tasks(self) -> Self:
        """Read the tasks along with the offices instead of in a query of their own."""
        from directory.models import OfficeTask  # models stand on querysets

        rows = OfficeTask.objects.filter(office=OuterRef("pk")).order_by().values("office")
        return self.annotate(task_list=Subquery(rows.annotate(all=Joined("task")).values("all")))

    def with_level_at(self, areas: Sequence[Area]) -> Self:
        """``nearest``: position in ``areas`` of the first one the office serves, else None."""
        from directory.models import ServiceArea  # models stand on querysets

        places = [When(area=area.pk, then=Value(number)) for number, area in enumerate(areas)]
        nearest = Case(*places, default=None, output_field=IntegerField())
        rows = ServiceArea.objects.filter(office=OuterRef("pk")).order_by().values("office")
        return self.annotate(nearest=Subquery(rows.annotate(n=Min(nearest)).values("n")))

    def for_index(self) -> Self:
        """What the search index reads of an office."""
        return self.with_tasks().select_related("area__parent__parent")

    def _with_service_area(self, condition: Q) -> Self:
        from directory.models import ServiceArea  # models stand on querysets

        return self.filter(pk__in=ServiceArea.objects.filter(condition).values("office"))
