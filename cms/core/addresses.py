"""Which address of a page search engines should know, and where its translations are."""

from dataclasses import dataclass

from django.http import HttpRequest
from wagtail.models import Page

from cms.core.frame import kept
from cms.core.languages import SIMPLE_JAPANESE, address_in, default_language, html_language


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


def alternates_for(origin: str, path: str, codes: list[str]) -> tuple[Alternate, ...]:
    """hreflang links of ``path`` in ``codes``. やさしい日本語 has no language tag: left out."""
    listed = [code for code in codes if code != SIMPLE_JAPANESE]
    if len(listed) < 2:
        return ()
    found = [Alternate(html_language(code), origin + address_in(path, code)) for code in listed]
    default = Alternate("x-default", origin + address_in(path, default_language()))
    return (*found, default)


def page_addresses(page: Page, request: HttpRequest) -> PageAddresses:
    """Addresses of ``page``: its own is canonical; an alias names the page it shows."""
    origin = origin_of(request)
    path = page.get_url(request) or request.path
    if page.alias_of_id is not None:
        path = address_in(path, default_language())
    codes = translated_languages(page)
    return PageAddresses(origin, origin + path, alternates_for(origin, path, codes))


def translated_languages(page: Page) -> list[str]:
    """Codes of the languages in which ``page`` is published as a text of its own."""

    def read() -> list[str]:
        family = Page.objects.live().filter(translation_key=page.translation_key, alias_of=None)
        return sorted(family.values_list("locale__language_code", flat=True))

    return kept(f"languages-{page.translation_key}", read)
