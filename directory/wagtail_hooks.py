"""What the directory adds to the admin, the front page and the sitemap."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from cms.core.calendar import now
from cms.core.sitemap import SitemapEntry
from directory import presenters
from directory.search_sources import OfficeSource
from directory.sitemap import place_entries
from directory.viewsets import DirectoryViewSetGroup

register_snippet(DirectoryViewSetGroup)


@hooks.register("construct_home_page")
def lines_for_home(page: Page, request: HttpRequest) -> dict[str, Any]:
    return {
        "lines": presenters.home_lines(request, at=now()),
        "own_place": presenters.own_place(request),
    }


@hooks.register("construct_sitemap")
def places_for_sitemap(request: HttpRequest) -> Iterator[SitemapEntry]:
    return place_entries(request, on=now().date())


@hooks.register("register_search_source")
def desks_for_search() -> OfficeSource:
    return OfficeSource()
