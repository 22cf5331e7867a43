"""Every place page in every language the directory has a page of its own in."""

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from wagtail.models import Site

from cms.areas.models import Area
from cms.core.addresses import alternates_for, origin_of
from cms.core.languages import address_in
from cms.core.querysets import has_own_words
from cms.core.sitemap import SitemapEntry
from directory.models import DirectoryIndexPage


def place_entries(request: HttpRequest, *, on: date) -> Iterator[SitemapEntry]:
    """Two queries, whatever the number of places."""
    site = Site.find_for_request(request)
    pages = DirectoryIndexPage.objects.visible_to(AnonymousUser()).filter(has_own_words())
    codes = sorted(pages.values_list("locale__language_code", flat=True)) if site else []
    if not codes:
        return
    origin = origin_of(request)
    for code6 in Area.objects.current(on).order_by("code6").values_list("code6", flat=True):
        path = f"/directory/{code6}/"
        alternates = alternates_for(origin, path, codes)
        for code in codes:
            yield SitemapEntry(origin + address_in(path, code), None, alternates)
