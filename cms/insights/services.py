"""Counting. Nothing about who did it is asked for, so nothing of it can be stored."""

from datetime import date

from django.db import transaction
from django.db.models import F, Model

from cms.areas.models import Area
from cms.insights.choices import Act
from cms.insights.models import DailyCount

LABEL = 200


@transaction.atomic
def count(*, act: Act, target: Model, on: date, municipality: Area | None = None) -> None:
    """One more ``act`` to ``target`` on that day of Tokyo; two at once both count."""
    row, _is_new = DailyCount.objects.get_or_create(
        day=on,
        act=act,
        kind=target._meta.label_lower,
        key=str(target.pk),
        municipality=municipality,
        defaults={"label": str(target)[:LABEL]},
    )
    DailyCount.objects.filter(pk=row.pk).update(number=F("number") + 1)
