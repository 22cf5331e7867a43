"""The switch in the masthead and the style of readings for base.html."""

from typing import Any

from django import template

from cms.readability.switch import OFF, ON, has_furigana, is_on

register = template.Library()


@register.simple_tag(takes_context=True)
def shows_furigana(context: dict[str, Any]) -> bool:
    request = context.get("request")
    return request is not None and is_on(request)


@register.inclusion_tag("readability/switch.html", takes_context=True)
def furigana_switch(context: dict[str, Any]) -> dict[str, Any]:
    """Offered on pages with an address of their own: the answer to a form has none."""
    request = context.get("request")
    if request is None or not has_furigana(request) or request.method not in ("GET", "HEAD"):
        return {"is_offered": False}
    on = is_on(request)
    return {
        "is_offered": True,
        "is_on": on,
        "other": OFF if on else ON,
        "page_address": request.get_full_path(),
    }
