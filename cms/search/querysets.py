"""What is read of synonyms and of searches that found nothing."""

from datetime import date
from typing import Self

from django.db.models import Count, Max, QuerySet


class SynonymQuerySet(QuerySet):
    def active(self) -> Self:
        return self.filter(is_active=True).order_by("pk")

    def version(self) -> tuple[object, ...]:
        """Changes whenever a synonym is added, changed or deleted, in whatever process."""
        state = self.aggregate(number=Count("pk"), newest=Max("pk"), changed=Max("changed_at"))
        return (state["number"], state["newest"], state["changed"])


class ZeroResultQuerySet(QuerySet):
    def since(self, day: date) -> Self:
        return self.filter(day__gte=day)
