"""Language codes of locales without a query: they practically never change."""

from functools import lru_cache
from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale


@lru_cache(maxsize=1)
def _codes() -> dict[int, str]:
    return dict(Locale.objects.values_list("pk", "language_code"))


def language_of(locale_id: int) -> str:
    """Language code of a locale by its primary key; KeyError for one that does not exist."""
    if locale_id not in _codes():
        _codes.cache_clear()  # another process added it
    return _codes()[locale_id]


def forget_codes(**kwargs: Any) -> None:
    """Purge the cache when a locale is saved or deleted."""
    _codes.cache_clear()


post_save.connect(forget_codes, sender=Locale)
post_delete.connect(forget_codes, sender=Locale)
