"""Many pages at once: what stands beside the tree is written once for each, at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update


@contextmanager
def references_once() -> Iterator[list[models.Model]]:
    """Wagtail's index of references is written once for each object that the block names.

    Otherwise every save of a page or an amount writes it, three times a page.
    """
    touched: list[models.Model] = []
    with disable_reference_index_auto_update():
        yield touched
    for item in touched:
        ReferenceIndex.create_or_update_for_object(item)
