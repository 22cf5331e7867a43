"""Acts on stored files."""

from wagtail.models import CollectionViewRestriction

from cms.assets.access import below
from cms.assets.choices import Access
from cms.assets.models import PortalRendition
from cms.assets.storage import STAFF_FOLDER


def remove_misplaced_renditions() -> int:
    """Remove public renditions of private pictures and the other way round; returns how many.

    Each is made again, where it belongs, when a page asks for it. Signals and hooks call this when
    a collection is closed or moved; the nightly run catches what was done in the database.
    """
    restrictions = CollectionViewRestriction.objects.select_related("collection")
    closed = set(below([item.collection for item in restrictions]))
    misplaced = [
        rendition
        for rendition in PortalRendition.objects.select_related("image").iterator()
        if _is_private(rendition, closed) != rendition.file.name.startswith(STAFF_FOLDER)
    ]
    for rendition in misplaced:
        rendition.delete()
    return len(misplaced)


def _is_private(rendition: PortalRendition, closed: set[int]) -> bool:
    image = rendition.image
    return image.access == Access.STAFF or image.collection_id in closed
