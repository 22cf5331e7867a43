"""Whether a page was useful: one more on a count, and a line for editors. Nobody is stored."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from cms.surveys.choices import Subject, Useful
from cms.surveys.models import PageRemark, PageVote

LABEL = 200
KEPT = timedelta(days=400)  # remarks: a year, and the month to read them


@transaction.atomic
def vote(
    *, subject: Subject, key: str, label: str, useful: Useful, remark: str = "", on: date
) -> None:
    """Count one answer on that day of Tokyo; two at once both count."""
    about = {"day": on, "subject": subject, "key": key}
    row, _is_new = PageVote.objects.get_or_create(
        **about, useful=useful, defaults={"label": label[:LABEL]}
    )
    PageVote.objects.filter(pk=row.pk).update(number=F("number") + 1)
    if remark.strip():
        PageRemark.objects.create(**about, label=label[:LABEL], text=remark.strip()[:LABEL])


@transaction.atomic
def forget_remarks(*, on: date) -> int:
    """Remove what was written on pages when its time is over. Counts stay."""
    old = PageRemark.objects.filter(day__lt=on - KEPT)
    number = old.count()
    old.delete()
    return number
