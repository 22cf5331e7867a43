"""Atom feed of events, the newest announcement first."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed

from cms.core.languages import default_language
from events.mailing import when
from events.models import EventPage
from events.querysets import EventQuerySet

NUMBER_OF_ITEMS = 20


def public_events() -> EventQuerySet:
    """Japanese events that everybody may read, for programs that fetch them without a person."""
    events: EventQuerySet = EventPage.objects.visible_to(AnonymousUser())
    return events.in_language(default_language())


class EventFeed(Feed):
    feed_type = Atom1Feed
    title = "イベント・動画"
    link = "/events/"

    def items(self) -> EventQuerySet:
        return public_events().order_by("-first_published_at", "-pk")[:NUMBER_OF_ITEMS]

    def item_title(self, item: EventPage) -> str:
        return f"【中止】{item.title}" if item.is_cancelled else item.title

    def item_description(self, item: EventPage) -> str:
        return f"{when(item.starts_at, item.ends_at)} {item.card_text}"

    def item_link(self, item: EventPage) -> str:
        return item.address(default_language())

    def item_pubdate(self, item: EventPage) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: EventPage) -> datetime | None:
        return item.last_published_at
