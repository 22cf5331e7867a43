"""The sitemap over all language trees, with alternates."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page, Site

from cms.core.addresses import Alternate, alternates_for, origin_of
from cms.core.locales import language_of
from cms.core.querysets import has_own_words, readable_pages


@dataclass(frozen=True)
class SitemapEntry:
    """One <url>: absolute address, last change (aware) and the same page in other languages."""

    url: str
    changed_at: datetime | None = None
    alternates: tuple[Alternate, ...] = field(default=())


def sitemap_entries(request: HttpRequest) -> Iterator[SitemapEntry]:
    """Pages an anonymous reader may open, then what sections add by ``construct_sitemap``.

    Sections are the main site's, so only its sitemap lists them: each address stands in one.
    """
    yield from _page_entries(request)
    site = Site.find_for_request(request)
    if site is not None and not site.is_default_site:
        return
    for hook in hooks.get_hooks("construct_sitemap"):
        section: Callable[[HttpRequest], Iterable[SitemapEntry]] = hook
        yield from section(request)


def _page_entries(request: HttpRequest) -> Iterator[SitemapEntry]:
    site = Site.find_for_request(request)
    if site is None:
        return
    origin = origin_of(request)
    pages = readable_pages(AnonymousUser()).filter(has_own_words())
    families: dict[object, list[tuple[Page, str]]] = defaultdict(list)
    for page in pages.order_by("path"):
        parts = page.get_url_parts(request)
        if parts and parts[0] == site.pk:
            families[page.translation_key].append((page, parts[2]))
    for family in families.values():
        path, codes = family[0][1], [language_of(page.locale_id) for page, _path in family]
        alternates = alternates_for(origin, path, codes)
        for page, own_path in family:
            yield SitemapEntry(origin + own_path, page.last_published_at, alternates)
