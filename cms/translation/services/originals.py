"""Keep which Japanese words a translation was made from, whoever publishes and from where."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from cms.core.languages import default_language
from cms.translation.models import Original, PageTranslation
from cms.translation.selectors import managed
from cms.translation.texts import digest_of


@transaction.atomic
def note_original(*, page: Page, at: datetime) -> Original:
    """Remember the words of a Japanese page that was published ``at`` (aware).

    The day of a text stays while the text does: who publishes facts makes no translation old.
    """
    digest = digest_of(page)
    original = Original.objects.filter(pk=page.translation_key).first()
    if original is None:
        return Original.objects.create(pk=page.translation_key, digest=digest, changed_at=at)
    if original.digest != digest:
        original.digest, original.changed_at = digest, at
        original.save(update_fields=["digest", "changed_at"])
    return original


@transaction.atomic
def note_translation(*, page: Page, at: datetime) -> PageTranslation | None:
    """Remember what the translation ``page``, published ``at``, was made from.

    A page translated string by string was made from the words that its translators were shown; any
    other from the Japanese page as it is now. None without a published Japanese page.
    """
    original = _original_of(page)
    if original is None:
        return None
    shown = managed(page)
    digest, made_from = original.digest, original.changed_at
    if shown is not None:
        digest = digest_of(shown.source.as_instance())
        if digest != original.digest:
            made_from = min(shown.source.last_updated_at, original.changed_at)
    values = {
        "original": original,
        "digest": digest,
        "made_from": made_from,
        "translated_at": at,
        "by_machine": shown is not None and _is_by_machine(shown),
    }
    return PageTranslation.objects.update_or_create(page_id=page.pk, defaults=values)[0]


def _original_of(page: Page) -> Original | None:
    """The remembered Japanese words; those of the live page where nobody remembered them yet."""
    known = Original.objects.filter(pk=page.translation_key).first()
    if known is not None:
        return known
    twins = Page.objects.live().filter(translation_key=page.translation_key)
    japanese = twins.filter(locale__language_code=default_language()).first()
    if japanese is None:
        return None
    at = japanese.last_published_at or japanese.first_published_at or page.last_published_at
    return note_original(page=japanese.specific, at=at)


def _is_by_machine(translation: Translation) -> bool:
    return StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale=translation.target_locale_id,
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE,
        translation_of__segments__source=translation.source_id,
    ).exists()
