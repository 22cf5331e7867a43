"""Purging renditions when the privacy of a collection changes."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import CollectionViewRestriction

from cms.assets.services import remove_misplaced_renditions


@receiver((post_save, post_delete), sender=CollectionViewRestriction)
def follow_restriction(**kwargs: Any) -> None:
    """A public rendition must not outlive the day its collection was closed."""
    remove_misplaced_renditions()
