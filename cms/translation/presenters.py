"""What a page says about its translation."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page

from cms.core.addresses import path_of
from cms.core.frame import kept
from cms.core.languages import address_in, default_language
from cms.core.locales import language_of
from cms.translation.interface import wants_check
from cms.translation.models import PageTranslation
from cms.translation.selectors import stale_translations

Notice = tuple[str, dict[str, Any]]


def top_notices(page: Page | None, request: HttpRequest) -> list[Notice]:
    """Above a translated page: that the Japanese one changed since, with both days."""
    if page is None or not page.pk or page.alias_of_id is not None:
        return []
    if language_of(page.locale_id) == default_language():
        return []
    days = kept("stale-translations", stale_translations).get(page.pk)
    return [_of_age(*days, page, request)] if days else []


def _of_age(changed_at: datetime, made_from: datetime, page: Page, request: HttpRequest) -> Notice:
    panel: dict[str, datetime | str] = {
        "changed_at": changed_at,
        "made_from": made_from,
        "japanese": address_in(path_of(page, request), default_language()),
    }
    return "translation/stale.html", panel


def end_notices(page: Page | None) -> list[Notice]:
    """At the foot: that nobody has checked the words of the screens, or of this page.

    Costs no query where the screens are not checked; else one on a translated page.
    """
    language = translation.get_language() or default_language()
    if language == default_language():
        return []
    if wants_check(language) or _is_by_machine(page):
        return [("translation/unchecked.html", {})]
    return []


def _is_by_machine(page: Page | None) -> bool:
    if page is None or not page.pk or language_of(page.locale_id) == default_language():
        return False
    return PageTranslation.objects.filter(page=page.pk, by_machine=True).exists()
