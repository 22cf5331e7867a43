"""Links that lead nowhere, links that wait for a look, tasks that are not done."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from cms.quality.choices import State

AGAIN = timedelta(days=7)  # a link that works is looked at once a week, another one every day


class ExternalLinkQuerySet(models.QuerySet):
    def due(self, *, on: date) -> Self:
        """Used links to look at on that day, those that nobody looked at first."""
        rested = Q(state=State.WORKS, checked_on__gt=on - AGAIN)
        waiting = self.filter(uses__isnull=False).exclude(checked_on=on).exclude(rested)
        return waiting.distinct().order_by(F("checked_on").asc(nulls_first=True), "pk")


class LinkUseQuerySet(models.QuerySet):
    def broken(self) -> Self:
        """Links that lead nowhere, with what the report shows of them."""
        nowhere = Q(link__state__in=(State.BROKEN, State.FORBIDDEN)) | ~Q(problem="")
        return self.filter(nowhere).select_related("link", "page").order_by("page", "pk")


class RightsTaskQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        """Nobody has written another last day yet."""
        open_tasks = self.filter(valid_until=F("record__valid_until"))
        files = ("record__image", "record__document", "record__media")
        return open_tasks.select_related("owner", *files)
