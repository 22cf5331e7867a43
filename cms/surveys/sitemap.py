"""The list of questionnaires in the sitemap, in every language with an interface of its own."""

from collections.abc import Iterator

from django.http import HttpRequest

from cms.core.addresses import alternates_for, origin_of
from cms.core.languages import TRANSLATED_INTERFACES, address_in
from cms.core.sitemap import SitemapEntry


def list_entries(request: HttpRequest) -> Iterator[SitemapEntry]:
    origin, codes = origin_of(request), sorted(TRANSLATED_INTERFACES)
    alternates = alternates_for(origin, "/surveys/", codes)
    for code in codes:
        yield SitemapEntry(origin + address_in("/surveys/", code), None, alternates)
