"""Reading deliveries, reports and advertising."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce, Substr

from cms.areas.models import Area
from cms.core.querysets import Reader


class DistributionQuerySet(models.QuerySet):
    def visible_to(self, reader: Reader) -> Self:
        """Rounds of kits whose campaign ``reader`` may open."""
        from campaigns.models import Kit  # models stand on querysets

        return self.filter(kit__in=Kit.objects.visible_to(reader).values("pk"))

    def open_on(self, on: date) -> Self:
        """Rounds whose tickets still count on that day."""
        return self.filter(reports_until__gte=on)

    def with_figures(self) -> Self:
        """``parcels``, ``sent`` and ``reported`` of each round, without a query for each."""
        return self.annotate(
            parcels=Count("deliveries", distinct=True),
            sent=Count("deliveries", filter=Q(deliveries__sent_on__isnull=False), distinct=True),
            reported=Count("deliveries__report", distinct=True),
        )


class DeliveryQuerySet(models.QuerySet):
    def with_area(self) -> Self:
        return self.select_related("area__parent__parent", "distribution")

    def sent(self, *, on: date) -> Self:
        """What left on that day or before."""
        return self.filter(sent_on__lte=on)

    def in_prefecture(self, code2: str) -> Self:
        """Parcels to a prefecture and to what lies in it, by the first two digits."""
        return self.filter(area__code6__startswith=code2)

    def of_area(self, area: Area) -> Self:
        return self.filter(area=area)

    def unreported(self) -> Self:
        return self.filter(report__isnull=True)

    def of_fiscal_year(self, year: int) -> Self:
        """Sent between 1 April of ``year`` and 31 March after it."""
        return self.filter(sent_on__gte=date(year, 4, 1), sent_on__lte=date(year + 1, 3, 31))

    def by_prefecture(self) -> models.QuerySet[Any, dict[str, Any]]:
        """FIGURES of each prefecture (``code2``), one row for each that has a parcel."""
        grouped = self.order_by().annotate(code2=Substr("area__code6", 1, 2)).values("code2")
        return grouped.annotate(**FIGURES).order_by("code2")


PACKED = Coalesce("sent_copies", "copies")
FIGURES = {
    "sent": Count("pk"),
    "reported": Count("report"),
    "sent_total": Coalesce(Sum(PACKED), 0),
    # Of those that reported: how much of what they got is in use.
    "got_total": Coalesce(Sum(PACKED, filter=Q(report__isnull=False)), 0),
    "used_total": Coalesce(Sum("report__copies_used"), 0),
}


class ReportTicketQuerySet(models.QuerySet):
    def ended(self, *, on: date) -> Self:
        return self.filter(ends_on__lt=on)


class UseReportQuerySet(models.QuerySet):
    def good_examples(self) -> Self:
        """What a municipality agreed to show and an editor chose, newest first."""
        shown = self.filter(may_show=True, is_shown=True)
        related = ("delivery__area__parent__parent", "delivery__distribution__kit", "picture")
        return shown.select_related(*related).prefetch_related("places").order_by("-reported_at")

    def visible_to(self, reader: Reader) -> Self:
        """Good examples of kits that ``reader`` may see."""
        from campaigns.models import Distribution  # models stand on querysets

        rounds = Distribution.objects.visible_to(reader)
        return self.good_examples().filter(delivery__distribution__in=rounds.values("pk"))


class AdvertisingQuerySet(models.QuerySet):
    def of_fiscal_year(self, year: int) -> Self:
        """Placements that begin between 1 April of ``year`` and 31 March after it."""
        return self.filter(starts_on__gte=date(year, 4, 1), starts_on__lte=date(year + 1, 3, 31))

    def by_medium(self) -> models.QuerySet[Any, dict[str, Any]]:
        """Sums for each medium; what is not known yet counts as nothing."""
        names = ("planned_reach", "planned_cost", "reach", "impressions", "clicks", "cost")
        # Named apart from the fields: an aggregate of a field's name hides the field.
        sums = {f"{name}_sum": Coalesce(Sum(name), 0) for name in names}
        return (
            self.order_by().values("medium").annotate(number=Count("pk"), **sums).order_by("medium")
        )
