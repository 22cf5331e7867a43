"""The list of questionnaires in the sitemap, once something stands in it."""

from collections.abc import Iterator

from django.http import HttpRequest

from cms.core.addresses import alternates_for, origin_of
from cms.core.languages import TRANSLATED_INTERFACES, address_in
from cms.core.sitemap import SitemapEntry
from cms.surveys.models import Survey


def list_entries(request: HttpRequest) -> Iterator[SitemapEntry]:
    if not Survey.objects.listed_for_everybody().filter(is_active=True).exists():
        return
    origin, codes = origin_of(request), sorted(TRANSLATED_INTERFACES)
    alternates = alternates_for(origin, "/surveys/", codes)
    for code in codes:
        yield SitemapEntry(origin + address_in("/surveys/", code), None, alternates)
