"""Campaigns in the site search."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.models import CampaignPage
from cms.search.sources import PageSource, Result


class CampaignSource(PageSource):
    def __init__(self) -> None:
        super().__init__(key="campaigns", label=_("Publicity kits"), model=CampaignPage, order=60)

    def present(self, objects: Sequence[Any], *, language: str) -> list[Result]:
        return [
            Result(title=page.title, url=page.address(language), text=page.card_text)
            for page in objects
        ]
