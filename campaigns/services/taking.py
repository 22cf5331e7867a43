"""Who accepted terms and took a design is not asked; how often, and for which town, is counted."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Model

from campaigns.models import Licence
from cms.areas.models import Area
from cms.insights.choices import Act
from cms.insights.services import count


@transaction.atomic
def count_taking(
    *, target: Model, licences: Iterable[Licence], on: date, municipality: Area | None = None
) -> None:
    """One download of ``target`` (an asset or a kit) and one acceptance of each of its terms."""
    for licence in licences:
        count(act=Act.SUBMISSION, target=licence, on=on, municipality=municipality)
    count(act=Act.DOWNLOAD, target=target, on=on, municipality=municipality)
