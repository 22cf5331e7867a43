"""What is read from the tables of translations."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F

if TYPE_CHECKING:
    from cms.translation.models import GlossaryTerm, PageTranslation  # noqa: F401


class PageTranslationQuerySet(models.QuerySet["PageTranslation"]):
    def stale(self) -> Self:
        """Public translations whose Japanese words changed since."""
        return self.filter(page__live=True).exclude(digest=F("original__digest"))


class GlossaryTermQuerySet(models.QuerySet["GlossaryTerm"]):
    def approved(self) -> Self:
        return self.filter(approved_on__isnull=False)

    def names_in(self, language: str) -> dict[str, str]:
        """Approved terms with their official name in ``language``, in one query."""
        pairs = self.approved().filter(names__language=language).values_list("term", "names__name")
        return dict(pairs)
