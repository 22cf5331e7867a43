"""Atom feed of the measures that changed last."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.utils.feedgenerator import Atom1Feed

from cms.core.languages import default_language
from measures.listing import ADDRESS, listed_measures
from measures.models import MeasurePage

NUMBER_OF_ITEMS = 20


class MeasureFeed(Feed):
    """The Japanese measures that everybody may read."""

    feed_type = Atom1Feed
    title = "新しくなった支援"
    link = ADDRESS

    def items(self) -> QuerySet[MeasurePage]:
        measures = listed_measures(AnonymousUser(), default_language())
        changed = measures.filter(last_published_at__isnull=False)
        return changed.order_by("-last_published_at", "-pk")[:NUMBER_OF_ITEMS]

    def item_title(self, item: Any) -> str:
        return f"{item.title}（{item.official_name}）"

    def item_description(self, item: Any) -> str:
        return item.card_text

    def item_link(self, item: Any) -> str:
        return item.address(default_language())

    def item_pubdate(self, item: Any) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Any) -> datetime | None:
        return item.last_published_at
