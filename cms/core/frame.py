"""What stands around every page and seldom changes: read once a minute instead of at every request.

Menus, site settings, banners and the list of a page's translations. Nothing here depends on the
reader; who may see a link is asked afresh each time.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache
from wagtail.signals import page_published, page_unpublished, post_page_move

Value = TypeVar("Value")

SECONDS = 60
_MISSING = object()
_VERSION = "frame-version"


def kept(name: str, read: Callable[[], Value]) -> Value:
    """The value of ``read()``, at most a minute old (other processes), at once new in this one."""
    key = f"frame-{cache.get(_VERSION, 0)}-{name}"
    value = cache.get(key, _MISSING)
    if value is _MISSING:
        value = read()
        cache.set(key, value, SECONDS)
    return value


def forget_frame(**kwargs: Any) -> None:
    """Read everything anew: something around the pages was changed."""
    cache.set(_VERSION, cache.get(_VERSION, 0) + 1, None)


for signal in (page_published, page_unpublished, post_page_move):
    signal.connect(forget_frame)
