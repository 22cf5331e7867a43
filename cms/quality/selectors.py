"""What the report of links and the first screen of the admin read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms.insights.models import DailyCount
from cms.quality.models import LinkUse
from cms.surveys.models import PageVote

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class BrokenLink:
    """One link that leads nowhere; ``used`` is how often its page was used within a year."""

    use: LinkUse
    used: int


def usage_of(pages: Iterable[Page], *, on: date) -> Counter[int]:
    """Page number → what visitors did there within a year: counted acts, and said 「役に立った」.

    Two queries, whatever the number of pages. Visits without an act are not counted anywhere.
    """
    numbers = {str(page.pk) for page in pages}
    used: Counter[int] = Counter()
    acts = DailyCount.objects.filter(key__in=numbers, kind__endswith="page", day__gt=on - YEAR)
    votes = PageVote.objects.filter(key__in=numbers, subject="page", day__gt=on - YEAR)
    for rows in (acts, votes):
        for key, number in rows.order_by().values_list("key").annotate(Sum("number")):
            used[int(key)] += number
    return used


def broken_links(pages: PageQuerySet | None = None, *, on: date) -> list[BrokenLink]:
    """Links that lead nowhere on ``pages`` (all without), on the most used pages first."""
    uses = LinkUse.objects.broken()
    found = list(uses if pages is None else uses.filter(page__in=pages))
    used = usage_of({use.page for use in found}, on=on)
    rows = [BrokenLink(use, used[use.page_id]) for use in found]
    return sorted(rows, key=lambda row: (-row.used, row.use.page_id, row.use.pk))
