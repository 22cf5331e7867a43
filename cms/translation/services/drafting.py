"""Turn translated strings into a draft of the translated page; the public page stays as it is.

``Translation.save_target`` of wagtail-localize writes the row of the page itself, also when it is
public and ``publish`` is False: words would be seen before anybody reviewed them. Here it makes
only pages that do not exist yet.
"""

from django.db import transaction
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import Translation, TranslationSource

from cms.accounts.models import User


@transaction.atomic
def submit_in(*, page: Page, locale: Locale, by: User | None) -> Translation:
    """The translation record of ``page`` (specific, Japanese); its page is there, as a draft."""
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation, _created = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    target = source.get_translated_instance(locale) if page.has_translation(locale) else None
    if target is None:
        translation.save_target(user=by, publish=False)
    elif target.alias_of_id is not None:
        _end_alias(target, by=by)
    return translation


def _end_alias(page: Page, *, by: User | None) -> None:
    """From an alias to a page of its own: it stands in for the Japanese one until it is published.

    ``SectionPage.stands_in`` knows it by its draft without a publication.
    """
    page.alias_of_id = None
    page.save(update_fields=["alias_of_id"], clean=False)
    revision = page.save_revision(user=by, changed=False, clean=False)
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
