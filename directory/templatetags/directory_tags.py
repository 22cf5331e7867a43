from typing import Any

from django import template
from django.utils.safestring import SafeString

from directory import json_ld

register = template.Library()


@register.simple_tag
def json_ld_script(data: dict[str, Any]) -> SafeString | str:
    """``data`` as a script element that search engines read and browsers do not run."""
    return json_ld.script(data)
