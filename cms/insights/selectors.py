"""Counts of days added up to months."""

from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth

from cms.insights.choices import Grouping
from cms.insights.models import DailyCount

FIELDS = {
    Grouping.KIND: ("kind",),
    Grouping.THING: ("kind", "key"),
    Grouping.MUNICIPALITY: ("kind", "municipality__parent__name", "municipality__name"),
}


def monthly(counts: QuerySet[DailyCount], *, by: Grouping) -> QuerySet[DailyCount, dict[str, Any]]:
    """Rows of month, act, the fields of ``by`` and ``total``; the newest month and most first."""
    fields = ("month", "act", *FIELDS[by])
    months = counts.annotate(month=TruncMonth("day")).order_by().values(*fields)
    return months.annotate(total=Sum("number")).order_by("-month", "act", "-total", *FIELDS[by])


def labels_of(keys: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(kind, key) → the name at its last count; one query."""
    rows = DailyCount.objects.filter(
        kind__in={kind for kind, _key in keys}, key__in={key for _kind, key in keys}
    )
    named = rows.exclude(label="").order_by("day", "pk").values_list("kind", "key", "label")
    return {(kind, key): label for kind, key, label in named if (kind, key) in keys}
