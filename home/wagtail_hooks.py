"""What the front page's own section adds to the site search."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.search.sources import PageSource
from home.models import NewsPage


@hooks.register("register_search_source")
def news_for_search() -> PageSource:
    return PageSource(key="news", label=_("News"), model=NewsPage, order=40)
