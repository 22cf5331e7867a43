"""What is read about single translations."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation, Translation

from cms.core.languages import default_language
from cms.core.locales import language_of
from cms.translation.models import PageTranslation


def stale_translations() -> dict[int, tuple[datetime, datetime]]:
    """Public pages with old words: when the Japanese changed, of which day the translation is."""
    rows = PageTranslation.objects.stale().values_list("page", "original__changed_at", "made_from")
    return {page: (changed_at, made_from) for page, changed_at, made_from in rows}


def managed(page: Page) -> Translation | None:
    """The record of wagtail-localize for a translated page; None for pages it does not manage."""
    if language_of(page.locale_id) == default_language():
        return None
    found = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    )
    return found.select_related("source").first()


def translators_of(page: Page, *, since: datetime | None) -> set[int]:
    """Numbers of everybody who wrote strings or links of a translated page after ``since``."""
    if language_of(page.locale_id) == default_language():
        return set()
    found: set[int] = set()
    for model in (StringTranslation, SegmentOverride):
        known = _written(model, page, since).exclude(last_translated_by=None)
        found |= set(known.values_list("last_translated_by", flat=True))
    return found


def is_overridden(page: Page, *, since: datetime | None) -> bool:
    """Whether a link or picture was replaced in the translated ``page`` after ``since``."""
    return bool(_written(SegmentOverride, page, since).exists())


def is_written(page: Page, *, since: datetime) -> bool:
    """Whether a string, link or picture of the translated ``page`` was stored after ``since``."""
    return bool(_written(StringTranslation, page, since).exists()) or is_overridden(
        page, since=since
    )


def _written(model: Any, page: Page, since: datetime | None) -> QuerySet:
    """What translators stored for ``page``: its strings, or its replaced links and pictures."""
    found = model.objects.filter(context__object_id=page.translation_key, locale=page.locale_id)
    return found.filter(updated_at__gt=since) if since else found


def missing_strings(translation: Translation) -> list[str]:
    """Japanese strings of the source that lack a translation without error, in order."""
    segments = StringSegment.objects.filter(source=translation.source_id)
    untranslated = segments.annotate_translation(translation.target_locale_id).filter(
        translation__isnull=True
    )
    return list(untranslated.order_by("order").values_list("string__data", flat=True))
