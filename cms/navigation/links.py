"""Menus and banners of the page being shown, ready to print."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Site

from cms.core.calendar import now
from cms.core.languages import address_in, default_language, html_language, without_language_prefix
from cms.core.querysets import readable_pages
from cms.navigation.models import EmergencyBanner, Menu, MenuItem


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False


@dataclass
class LinkGroup:
    """A footer column."""

    title: str
    items: list[Link] = field(default_factory=list)


@dataclass(frozen=True)
class LanguageLink:
    """One language of the switch, in its own name; ``lang`` is the BCP 47 tag."""

    code: str
    name: str
    url: str
    lang: str
    current: bool


def language_links(path: str) -> list[LanguageLink]:
    """The page being shown in every language: the switch keeps the place."""
    active = translation.get_language() or default_language()
    return [
        LanguageLink(code, name, address_in(path, code), html_language(code), code == active)
        for code, name in settings.LANGUAGES
    ]


def menus(request: HttpRequest) -> dict[str, list[LinkGroup]]:
    """Menus of the site in the active language (else Japanese) by place; read once a request."""
    cached = getattr(request, "_portal_menus", None)
    if cached is None:
        cached = request._portal_menus = _read_menus(request)
    return cached


def _read_menus(request: HttpRequest) -> dict[str, list[LinkGroup]]:
    site = Site.find_for_request(request)
    active = translation.get_language() or default_language()
    found = list(
        Menu.objects.filter(site=site, locale__language_code__in={active, default_language()})
        .select_related("locale")
        .prefetch_related("items__page")
    )
    own = [menu for menu in found if menu.locale.language_code == active]
    groups: dict[str, list[LinkGroup]] = {}
    readable = _readable_ids(request, found)
    for menu in own or found:
        links = [_link(request, item) for item in menu.items.all() if _shown(item, readable)]
        groups.setdefault(menu.place, []).append(LinkGroup(menu.title, links))
    return groups


def _readable_ids(request: HttpRequest, found: list[Menu]) -> set[int]:
    wanted = {item.page_id for menu in found for item in menu.items.all() if item.page_id}
    reader = request.user
    return set(readable_pages(reader).filter(pk__in=wanted).values_list("pk", flat=True))


def _shown(item: MenuItem, readable: set[int]) -> bool:
    return item.page_id is None or item.page_id in readable


def _link(request: HttpRequest, item: MenuItem) -> Link:
    target = item.page.get_url(request) if item.page else item.path
    if target and target.startswith("/"):
        target = address_in(target)
    here = without_language_prefix(request.path)
    bare = without_language_prefix(target or "/")
    return Link(item.label, target or "/", current=bare != "/" and here.startswith(bare))


def showing_banners(request: HttpRequest) -> list[EmergencyBanner]:
    """Emergency banners of this moment; a banner without translation is shown in Japanese."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    active = translation.get_language() or default_language()
    shown = list(EmergencyBanner.objects.showing(site=site, language=active, at=now()))
    if not shown and active != default_language():
        language = default_language()
        shown = list(EmergencyBanner.objects.showing(site=site, language=language, at=now()))
    return shown
