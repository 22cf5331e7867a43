"""Menus and banners of the page being shown, ready to print."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Site

from cms.core.addresses import address_for
from cms.core.calendar import now
from cms.core.frame import kept
from cms.core.languages import address_in, default_language, html_language, without_language_prefix
from cms.core.querysets import is_readable
from cms.navigation.models import EmergencyBanner, MenuItem

# Mark on a request whose menus were read.
MENUS = "portal_menus"


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


def language_links(path: str, query: str = "") -> list[LanguageLink]:
    """The page being shown in every language: the switch keeps the place.

    ``query``: what the address asks for after its path (a search, a town), which stays too.
    """
    asked = f"?{query}" if query else ""
    active = translation.get_language() or default_language()
    return [
        LanguageLink(
            code, name, address_in(path, code) + asked, html_language(code), code == active
        )
        for code, name in settings.LANGUAGES
    ]


def menus(request: HttpRequest) -> dict[str, list[LinkGroup]]:
    """Menus by place in the active language (a place without one: Japanese)."""
    read: dict[str, list[LinkGroup]] | None = getattr(request, MENUS, None)
    if read is None:
        read = _read_menus(request)
        setattr(request, MENUS, read)
    return read


def _read_menus(request: HttpRequest) -> dict[str, list[LinkGroup]]:
    site = Site.find_for_request(request)
    if site is None:
        return {}
    items = kept(f"menus-{site.pk}", lambda: list(MenuItem.objects.of_site(site)))
    groups: dict[str, dict[int, LinkGroup]] = {}
    for item in _in_best_language(items):
        if item.page is None or is_readable(item.page, request.user):
            columns = groups.setdefault(item.menu.place, {})
            column = columns.setdefault(item.menu_id, LinkGroup(item.menu.title))
            column.items.append(_link(request, item))
    return {place: list(columns.values()) for place, columns in groups.items()}


def _in_best_language(items: list[MenuItem]) -> list[MenuItem]:
    """Links in the active language; for a place without a menu in it, the Japanese ones."""
    active = translation.get_language() or default_language()
    translated = {item.menu.place for item in items if item.menu.locale.language_code == active}

    def language(item: MenuItem) -> str:
        return active if item.menu.place in translated else default_language()

    return [item for item in items if item.menu.locale.language_code == language(item)]


def _link(request: HttpRequest, item: MenuItem) -> Link:
    target = address_for(item.page, request) if item.page else item.path
    if target.startswith("/"):
        target = address_in(target)
    here = without_language_prefix(request.path)
    bare = without_language_prefix(target)
    return Link(item.label, target, current=bare != "/" and here.startswith(bare))


def showing_banners(request: HttpRequest) -> list[EmergencyBanner]:
    """Emergency banners of this moment; a banner without translation is shown in Japanese."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    at, active = now(), translation.get_language() or default_language()
    everything = kept(f"banners-{site.pk}", lambda: list(EmergencyBanner.objects.switched_on(site)))
    shown = [banner for banner in everything if banner.shows_at(at)]
    own = [banner for banner in shown if banner.language == active]
    translated = {banner.translation_key for banner in own}
    japanese = [banner for banner in shown if banner.language == default_language()]
    own += [banner for banner in japanese if banner.translation_key not in translated]
    return sorted(own, key=lambda banner: (-banner.level, -banner.pk))
