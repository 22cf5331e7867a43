"""Marking what a publication makes old, and what a translation was made from (ADR 17).

The admin, its API, schedules, imports and Wagtail localize publish on different ways; the signal is
where all of them meet.
"""

import json
import re
from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    post_save_string_translation,
)

from cms.core.languages import default_language
from cms.core.locales import language_of
from cms.core.querysets import read_permission_of
from cms.translation.services.mirroring import mirror_facts
from cms.translation.services.originals import note_original, note_translation
from cms.translation.services.withdrawing import withdraw_translations
from cms.translation.tasks import pass_on_words


@receiver(page_published)
def follow_publication(instance: Page, **kwargs: Any) -> None:
    """A Japanese page: its words and facts. A translation: what it was made from."""
    if instance.alias_of_id is not None or read_permission_of(type(instance)):
        return
    at = instance.last_published_at
    if language_of(instance.locale_id) != default_language():
        note_translation(page=instance, at=at)
    elif _is_translated(instance):
        original = note_original(page=instance, at=at)
        mirror_facts(page=instance)
        if original.changed_at == at:
            key = str(instance.translation_key)
            transaction.on_commit(lambda: pass_on_words.enqueue(key))


@receiver(page_unpublished)
@receiver(post_delete, sender=Page)
def follow_withdrawal(instance: Page, **kwargs: Any) -> None:
    """What was taken off in Japanese is not told in other languages any more."""
    if language_of(instance.locale_id) == default_language() and instance.alias_of_id is None:
        withdraw_translations(page=instance)


def _is_translated(page: Page) -> bool:
    twins = Page.objects.filter(translation_key=page.translation_key, alias_of=None)
    return twins.exclude(pk=page.pk).exists()


@receiver((post_save, post_delete), sender=PageViewRestriction)
def follow_restriction(instance: PageViewRestriction, **kwargs: Any) -> None:
    """A translation is closed with its Japanese page (``cms.core.querysets``), never by a copy.

    Wagtail localize copies restrictions when it saves a translation; a copy would stay behind when
    the Japanese page is opened again.
    """
    page = instance.page
    if language_of(page.locale_id) == default_language():
        PageViewRestriction.objects.filter(page__translation_key=page.translation_key).exclude(
            page=page
        ).delete()


@receiver(m2m_changed, sender=PageViewRestriction.groups.through)
def follow_groups(instance: Any, action: str, reverse: bool, **kwargs: Any) -> None:
    if action == "post_add" and not reverse:
        follow_restriction(instance)


LONGEST_TITLE = Page._meta.get_field("draft_title").max_length
# The library's own writes any length into a column of 255 letters: an error on PostgreSQL.
post_save.disconnect(post_save_string_translation, sender=StringTranslation)


NO_TAG = re.compile(r"<(?!/?[a-zA-Z])")


@receiver(pre_save, sender=StringTranslation)
def only_words(instance: StringTranslation, **kwargs: Any) -> None:
    """The library checks tags alone: a comment passed, unseen in the review, and was published raw.

    What opens no tag becomes a visible sign. PostgreSQL keeps no NUL.
    """
    instance.data = NO_TAG.sub("&lt;", instance.data.replace("\x00", ""))


@receiver(pre_save, sender=SegmentOverride)
def without_nul(instance: SegmentOverride, **kwargs: Any) -> None:
    value = instance.data
    if isinstance(value, str):
        instance.data_json = json.dumps(value.replace("\x00", ""))


@receiver(post_save, sender=StringTranslation)
def follow_title(instance: StringTranslation, **kwargs: Any) -> None:
    """The translated title names the page in the admin; too long, it is told when handed in."""
    if instance.context.path == "title":
        pages = Page.objects.filter(
            translation_key=instance.context.object_id, locale=instance.locale_id
        )
        pages.update(draft_title=instance.data[:LONGEST_TITLE])
