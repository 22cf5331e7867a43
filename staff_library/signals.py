"""Feeds the search index: the text of a file is read after the page that carries it was saved."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.search.index import insert_or_update_object

from cms.assets.models import PortalDocument
from cms.assets.tasks import text_was_read
from staff_library.models import LibraryItemPage


def index_again(instance: PortalDocument, **kwargs: Any) -> None:
    """Index the items that carry a document whenever it changes."""
    carriers = LibraryItemPage.objects.filter(attachments__document=instance).distinct()
    for item in carriers.specific():
        insert_or_update_object(item)


for signal in (post_save, text_was_read):
    signal.connect(index_again, sender=PortalDocument)
