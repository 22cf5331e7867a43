"""Atom feed of the announcements."""

from datetime import datetime, time

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Site

from cms.core.calendar import TOKYO
from cms.core.languages import default_language
from home.models import NewsPage

NUMBER_OF_ITEMS = 20


class NewsFeed(Feed):
    """The newest announcements in Japanese that everybody may read."""

    feed_type = Atom1Feed
    title = "お知らせ"
    link = "/news/"

    def get_object(self, request: object) -> Site | None:
        return Site.find_for_request(request)

    def items(self, site: Site | None) -> QuerySet[NewsPage]:
        news = NewsPage.objects.visible_to(AnonymousUser()).in_language(default_language())
        if site is not None:
            news = news.descendant_of(site.root_page)
        return news.order_by("-published_on", "-pk")[:NUMBER_OF_ITEMS]

    def item_title(self, item: NewsPage) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return item.card_text

    def item_link(self, item: NewsPage) -> str:
        return item.full_url or "/"

    def item_pubdate(self, item: NewsPage) -> datetime:
        return datetime.combine(item.published_on, time(9), TOKYO)

    def item_updateddate(self, item: NewsPage) -> datetime | None:
        return item.last_published_at
