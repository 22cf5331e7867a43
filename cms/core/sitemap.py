"""The sitemap over all language trees, with alternates."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page, Site

from cms.core.languages import SIMPLE_JAPANESE, html_language
from cms.core.querysets import readable_pages


@dataclass(frozen=True)
class Alternate:
    lang: str
    url: str


@dataclass(frozen=True)
class SitemapEntry:
    """One <url>: absolute address, last change (aware) and the same page in other languages."""

    url: str
    changed_at: datetime | None = None
    alternates: tuple[Alternate, ...] = field(default=())


def sitemap_entries(request: HttpRequest) -> Iterator[SitemapEntry]:
    """Pages an anonymous reader may open, then what sections add by ``construct_sitemap``."""
    yield from _page_entries(request)
    for hook in hooks.get_hooks("construct_sitemap"):
        section: Callable[[HttpRequest], Iterable[SitemapEntry]] = hook
        yield from section(request)


def _page_entries(request: HttpRequest) -> Iterator[SitemapEntry]:
    site = Site.find_for_request(request)
    if site is None:
        return
    pages = readable_pages(AnonymousUser()).filter(alias_of=None).select_related("locale")
    twins: dict[object, list[tuple[Page, str]]] = defaultdict(list)
    for page in pages.order_by("path"):
        url = page.get_full_url(request)
        if url and page.get_site() == site:
            twins[page.translation_key].append((page, url))
    for family in twins.values():
        alternates = alternates_of(family)
        for page, url in family:
            yield SitemapEntry(url, page.last_published_at, alternates)


def alternates_of(family: list[tuple[Page, str]]) -> tuple[Alternate, ...]:
    """hreflang links; やさしい日本語 is left out because it has no language tag of its own."""
    if len(family) < 2:
        return ()
    return tuple(
        Alternate(html_language(page.locale.language_code), url)
        for page, url in family
        if page.locale.language_code != SIMPLE_JAPANESE
    )
