"""Reading the library. Every list starts with visible_to()."""

from typing import Any, Self

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from cms.core.querysets import Reader, SectionPageQuerySet
from staff_library.choices import Standing


class LibraryItemQuerySet(SectionPageQuerySet):
    def with_standing(self) -> Self:
        """``is_superseded``: not in force by its own word, or a published notice replaces it."""
        from staff_library.models import NoticePage  # models stand on querysets

        newer = NoticePage.objects.filter(replaces=OuterRef("pk"), live=True)
        is_superseded = Case(
            When(~Q(standing=Standing.CURRENT), then=Value(True)),
            default=Exists(newer),
            output_field=BooleanField(),
        )
        return self.annotate(is_superseded=is_superseded)

    def about(self, measure: int) -> Self:
        """Items that name a measure, by the measure's page."""
        from staff_library.models import RelatedMeasure  # models stand on querysets

        named = RelatedMeasure.objects.filter(measure=measure)
        return self.filter(pk__in=named.values("page"))

    def newest_first(self) -> Self:
        return self.order_by("-dated_on", "-pk")


class NoticeQuerySet(LibraryItemQuerySet):
    def links(self) -> dict[int, int | None]:
        """Every notice → the one it replaces, in one query."""
        return dict(self.order_by().values_list("pk", "replaces_id"))


class CompletionQuerySet(QuerySet[Any]):
    def visible_to(self, reader: Reader) -> Self:
        """A person's own records; nobody else's, whatever the role."""
        mine = self.filter(person=reader.pk) if reader.pk else self.none()
        return mine.filter(training__live=True).select_related("training", "municipality")
