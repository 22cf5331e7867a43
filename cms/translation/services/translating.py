"""Translate a page string by string: submit it, fill in strings, publish."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from cms.accounts.models import User
from cms.core.publishing import PublicationRefusedError
from cms.translation.checks import unfinished, why_not_translatable
from cms.translation.selectors import missing_strings
from cms.translation.services.drafting import draft_translation, submit_in


@transaction.atomic
def submit_page(*, page: Page, language: str, by: User | None = None) -> Translation:
    """A translation of ``page`` that waits as a draft; the existing one where there is one.

    Raises ValidationError for pages that stay Japanese.
    """
    if reason := why_not_translatable(page):
        raise ValidationError(reason)
    locale = Locale.objects.get(language_code=language)
    known = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=locale, enabled=True
    ).first()
    return known or submit_in(page=page.specific, locale=locale, by=by)


@transaction.atomic
def fill_strings(
    *,
    translation: Translation,
    words: Mapping[str, str],
    by: User | None = None,
    machine: str = "",
) -> int:
    """Write translations of Japanese strings (as HTML fragments) that nobody translated yet.

    ``machine``: name of the tool when no person wrote them. Returns how many are still missing.
    """
    kind = StringTranslation.TRANSLATION_TYPE_MACHINE if machine else "manual"
    segments = StringSegment.objects.filter(source=translation.source).select_related("string")
    for segment in segments:
        if segment.string.data in words:
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context_id=segment.context_id,
                defaults={
                    "data": words[segment.string.data],
                    "translation_type": kind,
                    "tool_name": machine,
                    "last_translated_by": by,
                },
            )
    return len(missing_strings(translation))


def publish_translation(*, translation: Translation) -> Page:
    """Publish what is translated. Raises PublicationRefusedError while strings are missing.

    For set-up and imports; people hand a translation in (``cms.workflow``).
    """
    refuse_missing(translation)
    draft_translation(translation=translation, by=None).publish()
    return translation.get_target_instance()


def refuse_missing(translation: Translation) -> None:
    """PublicationRefusedError while strings are missing."""
    if missing := missing_strings(translation):
        raise PublicationRefusedError(translation.get_target_instance(), unfinished(len(missing)))
