from typing import Self

from django.db.models import Count, Max, QuerySet

from cms.japanese.readings import Pair


class VersionedQuerySet(QuerySet):
    def version(self) -> tuple[object, ...]:
        """Changes whenever a row is added, changed or deleted, in whatever process."""
        state = self.aggregate(number=Count("pk"), newest=Max("pk"), changed=Max("changed_at"))
        return (state["number"], state["newest"], state["changed"])


class ReadingQuerySet(VersionedQuerySet):
    def pairs(self) -> list[Pair]:
        return list(self.order_by("pk").values_list("word", "reading"))


class PlainTermQuerySet(VersionedQuerySet):
    def active(self) -> Self:
        return self.filter(is_active=True).order_by("pk")

    def pairs(self) -> list[Pair]:
        """Readings of all terms that have one, also of those that are not suggested any more."""
        return list(self.exclude(reading="").order_by("pk").values_list("term", "reading"))
