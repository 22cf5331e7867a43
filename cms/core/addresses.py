"""Which address of a page search engines should know, and where its translations are."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page, Site

from cms.core.frame import kept
from cms.core.languages import SIMPLE_JAPANESE, address_in, default_language, html_language
from cms.core.mails import absolute
from cms.core.querysets import has_own_words
from cms.core.sites import main_site, opens_everywhere


@dataclass(frozen=True)
class Alternate:
    """One <link rel="alternate">: BCP 47 tag (or x-default) and absolute address."""

    lang: str
    url: str


@dataclass(frozen=True)
class PageAddresses:
    """Absolute addresses for the head of a page; ``origin`` is scheme and host."""

    origin: str
    canonical: str = ""
    alternates: tuple[Alternate, ...] = ()
    noindex: bool = False


def origin_of(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def path_of(page: Page, request: HttpRequest | None = None) -> str:
    """Path of ``page`` below the root of its site, in its own language; "/" for none."""
    parts = page.get_url_parts(request)
    return str(parts[2]) if parts and parts[2] else "/"


def address_for(page: Page, request: HttpRequest) -> str:
    """Where the reader of this site opens ``page``: a path, or all of it on another site."""
    parts, site = page.get_url_parts(request), Site.find_for_request(request)
    if not parts or not parts[2]:
        return "/"
    site_id, root_url, path = parts
    if site is None or site.pk == site_id or opens_everywhere(page, site_id):
        return str(path)
    return _origin(site_id, root_url) + str(path)


def shared_origin(request: HttpRequest) -> str:
    """Scheme and host under which search engines should know what every site shows."""
    site, main = Site.find_for_request(request), main_site()
    if site is None or main is None or site.pk == main.pk:
        return origin_of(request)
    return _origin(main.pk, main.root_url)


def _origin(site_id: int, root_url: str) -> str:
    """The main site has a configured address, the others what their record says."""
    main = main_site()
    return absolute("/").rstrip("/") if main and main.pk == site_id else root_url


def alternates_for(origin: str, path: str, codes: list[str]) -> tuple[Alternate, ...]:
    """hreflang links of ``path`` in ``codes``. やさしい日本語 has no language tag: left out."""
    listed = [code for code in codes if code != SIMPLE_JAPANESE]
    if len(listed) < 2:
        return ()
    found = [Alternate(html_language(code), origin + address_in(path, code)) for code in listed]
    default = Alternate("x-default", origin + address_in(path, default_language()))
    return (*found, default)


def page_addresses(page: Page, request: HttpRequest) -> PageAddresses:
    """Addresses of ``page``: its own is canonical; an alias names the page it shows.

    What several sites show has one canonical address: that of the main site.
    """
    parts, site = page.get_url_parts(request), Site.find_for_request(request)
    is_own = not parts or site is None or parts[0] == site.pk
    origin = origin_of(request) if is_own else _origin(parts[0], parts[1])
    path = parts[2] if parts and parts[2] else request.path
    if getattr(page, "stands_in", False):
        path = address_in(path, default_language())
    codes = translated_languages(page)
    return PageAddresses(origin, origin + path, alternates_for(origin, path, codes))


def translated_languages(page: Page) -> list[str]:
    """Codes of the languages in which ``page`` is published as a text of its own."""

    def read() -> list[str]:
        family = Page.objects.live().filter(translation_key=page.translation_key)
        family = family.filter(has_own_words())
        return sorted(family.values_list("locale__language_code", flat=True))

    return kept(f"languages-{page.translation_key}", read)
