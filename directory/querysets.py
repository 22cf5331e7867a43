"""Reading offices. Every public list starts with visible_to()."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from cms.areas.models import Area
from cms.core.querysets import Reader
from directory.choices import Verification


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
        """Everything a place page prints, in a number of queries that does not grow."""
        return self.select_related("organization", "area__parent__parent").prefetch_related(
            "task_rows", "contacts", "schedules", "exceptions", "service_areas"
        )

    def for_index(self) -> Self:
        """What the search index reads of an office."""
        return self.select_related("area__parent__parent").prefetch_related("task_rows")

    def _with_service_area(self, condition: Q) -> Self:
        from directory.models import ServiceArea  # models stand on querysets

        return self.filter(pk__in=ServiceArea.objects.filter(condition).values("office"))
