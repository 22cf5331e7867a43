"""Purging what is left over: renditions of a collection that was closed, files of captions."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Collection, CollectionViewRestriction

from cms.assets.models import MediaTrack, RightsRecord
from cms.assets.services import remove_misplaced_renditions


@receiver((post_save, post_delete), sender=CollectionViewRestriction)
def follow_restriction(**kwargs: Any) -> None:
    """A public rendition must not outlive the day its collection was closed."""
    remove_misplaced_renditions()


@receiver(post_save, sender=Collection)
def follow_move(**kwargs: Any) -> None:
    """The admin saves a collection and then moves it, in one transaction."""
    transaction.on_commit(remove_misplaced_renditions)


@receiver(post_delete, sender=MediaTrack)
def remove_captions(instance: MediaTrack, **kwargs: Any) -> None:
    """The file goes with its row; Wagtail and wagtailmedia do the same for theirs."""
    transaction.on_commit(lambda: instance.file.delete(save=False))


@receiver(post_delete, sender=RightsRecord)
def remove_evidence(instance: RightsRecord, **kwargs: Any) -> None:
    if instance.evidence:
        transaction.on_commit(lambda: instance.evidence.delete(save=False))
