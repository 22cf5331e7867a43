"""Small things every template needs. Built in: no {% load %}."""

from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.models import Page

from cms.core import calendar
from cms.core.addresses import PageAddresses, address_for, origin_of, path_of, shared_origin
from cms.core.addresses import page_addresses as addresses_of_page
from cms.core.languages import (
    address_in,
    default_language,
    html_language,
    interface_tag,
    speaks_japanese,
)
from cms.core.models import SiteSettings
from cms.core.telephone import telephone_address
from cms.japanese.phrases import phrases as split_phrases

register = template.Library()


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """An icon of the sprite, hidden from screen readers: words always stand beside it."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        css,
        static("core/icons.svg"),
        name,
    )


@register.filter(name="phrases")
def phrases_filter(text: object) -> SafeString:
    """``text`` with <wbr> at phrase breaks, for Japanese headings and buttons."""
    first, *others = _parts(str(text)) or ("",)
    return format_html("{}{}", first, format_html_join("", "<wbr>{}", ((part,) for part in others)))


def _parts(text: str) -> tuple[str, ...]:
    return split_phrases(text) if speaks_japanese() else (text,)


@register.simple_tag(name="phrases")
def phrases_tag(text: object) -> SafeString:
    return phrases_filter(text)


@register.simple_tag(takes_context=True)
def site_settings(context: dict[str, Any]) -> SiteSettings:
    """Settings of the site that is being shown; defaults where there is none (error pages)."""
    request = context.get("request")
    return SiteSettings.around(request) if request else SiteSettings()


@register.filter
def in_language(path: str | None) -> str:
    """A site path in the active language: ``/measures/`` → ``/en/measures/``."""
    if not path or not path.startswith("/"):
        return path or ""
    return address_in(path)


@register.simple_tag(takes_context=True)
def address_of(context: dict[str, Any], page: Page) -> str:
    """Where the reader of this site opens ``page``, in the active language."""
    request = context.get("request")
    return in_language(address_for(page, request) if request else path_of(page))


@register.filter
def japanese_date(day: date | datetime | None) -> str:
    """2026年5月12日 in Japanese pages; the ISO date elsewhere, which every reader understands."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = day.astimezone(calendar.TOKYO).date()
    if speaks_japanese():
        return calendar.japanese_date(day)
    return day.isoformat()


@register.filter
def era_year(day: date) -> str:
    return calendar.era_year(day)


@register.simple_tag
def page_language() -> str:
    """BCP 47 tag of the interface language."""
    return interface_tag(translation.get_language() or default_language())


@register.filter
def tel_link(number: str) -> str:
    """``tel:`` address of a Japanese number or a short code (``#8008``, ``110``)."""
    return telephone_address(number)


@register.simple_tag(takes_context=True)
def page_addresses(context: dict[str, Any]) -> PageAddresses | None:
    """Canonical and alternate addresses of the page being shown (``page`` in the context)."""
    page, request = context.get("page"), context.get("request")
    if request is None:
        return None
    if page is None or not page.pk:
        here, origin = origin_of(request), shared_origin(request)
        return PageAddresses(origin, "" if origin == here else origin + request.path)
    return addresses_of_page(page, request)


@register.inclusion_tag("components/page_foot.html")
def page_foot(subject: str, key: object) -> dict[str, Any]:
    """What other rooms put at the foot of a page: (template, panel) pairs of the hooks.

    ``subject`` and ``key`` name what the page is about: "page" and its number, "place" and code6.
    A panel costs the page neither a query nor a cookie: it stays in every cache.
    """
    found = [hook(subject, str(key)) for hook in hooks.get_hooks("construct_page_foot")]
    return {"panels": [pair for pair in found if pair]}


@register.inclusion_tag("components/page_notices.html", takes_context=True)
def page_notices(context: dict[str, Any], place: str) -> dict[str, Any]:
    """What other rooms say about the page being shown: (template, panel) pairs of the hooks.

    ``place``: "top" above the text, "end" in the footer.
    """
    request, page = context.get("request"), context.get("page")
    found = hooks.get_hooks("construct_page_notices") if request else []
    return {"notices": [pair for hook in found for pair in hook(place, page, request)]}


@register.simple_tag
def reader_language() -> str:
    """BCP 47 tag of the language the reader chose, whatever is translated."""
    return html_language(translation.get_language() or default_language())
