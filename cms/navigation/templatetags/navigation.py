"""Menus, footer, language switch and banners for base.html."""

from typing import Any

from django import template

from cms.navigation.choices import MenuPlace
from cms.navigation.links import (
    LanguageLink,
    Link,
    LinkGroup,
    language_links,
    menus,
    showing_banners,
)
from cms.navigation.models import EmergencyBanner

register = template.Library()


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> list[Link]:
    request = context.get("request")
    groups = menus(request).get(MenuPlace.MAIN, []) if request else []
    return [link for group in groups for link in group.items]


@register.simple_tag(takes_context=True)
def footer_menu(context: dict[str, Any]) -> list[LinkGroup]:
    request = context.get("request")
    return menus(request).get(MenuPlace.FOOTER, []) if request else []


@register.simple_tag(takes_context=True)
def language_switch(context: dict[str, Any]) -> list[LanguageLink]:
    request = context.get("request")
    return language_links(request.path, request.GET.urlencode()) if request else []


@register.simple_tag(takes_context=True)
def emergency_banners(context: dict[str, Any]) -> list[EmergencyBanner]:
    request = context.get("request")
    return showing_banners(request) if request else []
