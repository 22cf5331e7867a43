"""Turn translated strings into a draft of the translated page; the public page stays as it is.

``Translation.save_target`` of wagtail-localize writes the row of the page itself, also when it is
public and ``publish`` is False: words would be seen before anybody reviewed them. Here it makes
only pages that do not exist yet.
"""

from uuid import UUID

from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)

from cms.accounts.models import User
from cms.core.calendar import now
from cms.translation.selectors import is_overridden, is_written, managed
from cms.translation.texts import digest_of


@transaction.atomic
def submit_in(*, page: Page, locale: Locale, by: User | None) -> Translation:
    """The translation record of ``page`` (specific, Japanese); its page is there, as a draft."""
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation, created = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    if not created:
        count_as_new(object_id=source.object_id, locale=locale.pk)
    target = source.get_translated_instance(locale) if page.has_translation(locale) else None
    if target is None:
        translation.save_target(publish=False)  # in nobody's name: the words are those of the page
        log(translation.get_target_instance(), "wagtail.create", user=by)
    elif target.alias_of_id is not None:
        _end_alias(target, by=by)
    return translation


def count_as_new(*, object_id: UUID, locale: int) -> None:
    """Strings of a translation that begins anew are unread, whenever they were written.

    ``translators_of`` counts who wrote since the last publication; what was published in between
    did not hold these strings.
    """
    for model in (StringTranslation, SegmentOverride):
        model.objects.filter(context__object_id=object_id, locale=locale).update(updated_at=now())


def _end_alias(page: Page, *, by: User | None) -> None:
    """From an alias to a page of its own: it stands in for the Japanese one until it is published.

    ``SectionPage.stands_in`` knows it as live and never published.
    """
    copied = ("alias_of", "live_revision", "first_published_at", "last_published_at")
    for name in copied:
        setattr(page, name, None)
    page.save(update_fields=copied, clean=False)
    revision = page.save_revision(changed=False, clean=False)
    log(page, "wagtail.convert_alias", user=by, revision=revision)


def translated_version(translation: Translation) -> Page:
    """The page with its strings as they are now, not saved; Japanese where one is missing."""
    locale = translation.target_locale
    page = translation.source.get_ephemeral_translated_instance(locale, fallback=True)
    page.slug = find_available_slug(page.get_parent(), page.slug, ignore_page_id=page.pk)
    return page


@transaction.atomic
def draft_translation(*, translation: Translation, by: User | None) -> Revision:
    """Save the strings as the newest draft. Raises ValidationError where the page refuses them."""
    return translated_version(translation).save_revision(user=by, log_action=True)


def is_public_already(*, page: Page, translation: Translation) -> bool:
    """Whether the strings as they are now say what the public ``page`` (specific) says."""
    public = page.live_revision
    if public is None or is_overridden(page, since=public.created_at):
        return False
    return digest_of(translated_version(translation)) == digest_of(page)


def waits_to_be_handed_in(*, page: Page, translation: Translation) -> bool:
    """Whether words that differ from those of the public ``page`` (specific) are in no review."""
    public = page.live_revision
    if public is None or not is_written(page, since=public.created_at) or page.workflow_in_progress:
        return False
    return not is_public_already(page=page, translation=translation)


def waits_for_review(number: int) -> bool:
    """The same of the translated page with this number."""
    page = Page.objects.get(pk=number).specific
    translation = managed(page)
    return translation is not None and waits_to_be_handed_in(page=page, translation=translation)
