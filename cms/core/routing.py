"""Find the page of an address with the same few queries however deep it lies, in every language.

Wagtail asks twice for every step of an address and three times for the front page of another
language. Here one query brings every page on the way, in the reader's language and in Japanese, and
on a site that has no such page, the shared one of the main site.
"""

from typing import TypeVar

from django.http import Http404, HttpRequest
from django.utils import translation
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from cms.core.frame import kept
from cms.core.languages import default_language
from cms.core.locales import language_of
from cms.core.sites import is_shared, main_site

# Mark on a request: the pages on the way of its address by ``url_path``, None where there is none.
PAGES = "portal_pages_on_the_way"
# Mark on a request whose page has no text in the language of its address.
UNTRANSLATED = "portal_untranslated"

AnyPage = TypeVar("AnyPage", bound=Page)


def route_for(request: HttpRequest, path: str) -> RouteResult | None:
    """What ``Page.route_for_request`` returns: the page with its arguments, or None."""
    site = Site.find_for_request(request)
    if site is None:
        return None
    components = [component for component in path.split("/") if component]
    main = main_site()
    sites = [site] if main is None or main.pk == site.pk else [site, main]
    tops = {path for each in sites for path in (each.root_page.url_path, _front_path(each))}
    pages = _pages(request, tops, components)
    for each in sites:
        found = _route_below(each, request, pages, components)
        if found and (each.pk == site.pk or is_shared(found.page)):
            return found
        request.__dict__.pop(UNTRANSLATED, None)  # said of a page that is not shown
    return None


def _route_below(
    site: Site, request: HttpRequest, pages: dict[str, Page | None], components: list[str]
) -> RouteResult | None:
    """The page of ``site`` itself at the address of ``components``."""
    top = pages.get(_front_path(site))
    if top is None or not top.live:
        top = site.root_page
    try:
        return instance(top, components).route(request, components)
    except Http404:
        return None


def child_on_the_way(request: HttpRequest, page: Page, components: list[str]) -> Page | None:
    """The page below ``page`` that the first of ``components`` names, live or not."""
    child = _pages(request, {page.url_path}, components).get(f"{page.url_path}{components[0]}/")
    if child is None:
        return None
    found = instance(child, components[1:])
    found._cached_parent_obj = page  # as Wagtail does: get_parent() asks no query
    return found


def japanese_on_the_way(request: HttpRequest, page: Page) -> Page | None:
    """The published Japanese page that ``page`` translates, if it lies on the same way."""
    pages: dict[str, Page | None] = getattr(request, PAGES, {})
    for twin in filter(None, pages.values()):
        is_japanese = language_of(twin.locale_id) == default_language()
        if twin.translation_key == page.translation_key and is_japanese and twin.live:
            return twin.specific_deferred
    return None


def instance(page: Page, rest: list[str]) -> Page:
    """``page`` as its own type: all of it where the address ends, else only what routing needs."""
    model = page.specific_class
    is_end = not rest or (hasattr(model, "has_route") and model.has_route(rest))
    return page.specific if is_end else page.specific_deferred


def _front_path(site: Site) -> str:
    """``url_path`` of the front page in the active language; the root's where there is none."""
    language = translation.get_language() or default_language()
    root = site.root_page
    if language_of(root.locale_id) == language:
        return root.url_path

    def read() -> str:
        twins = Page.objects.filter(translation_key=root.translation_key)
        paths = twins.filter(locale__language_code=language).values_list("url_path", flat=True)
        return paths.first() or root.url_path

    return kept(f"front-{root.pk}-{language}", read)


def _pages(request: HttpRequest, tops: set[str], components: list[str]) -> dict[str, Page | None]:
    """Pages (or None) at ``tops`` and below them along ``components``: one query for an address."""
    known: dict[str, Page | None] = getattr(request, PAGES, {})
    ways = ["".join(f"{part}/" for part in components[:end]) for end in range(len(components) + 1)]
    paths = {top + way for way in ways for top in tops}
    if not paths <= known.keys():
        slugs = {path.rstrip("/").rpartition("/")[2] for path in paths}  # the column with an index
        found = Page.objects.filter(slug__in=slugs, url_path__in=paths)
        known = {**known, **dict.fromkeys(paths), **{page.url_path: page for page in found}}
        setattr(request, PAGES, known)
    return known
