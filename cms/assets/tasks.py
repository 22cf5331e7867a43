"""Work after a file was stored."""

import json
from typing import Any

from django.apps import apps
from django.dispatch import Signal
from django_tasks import task
from wagtail.search import index as search_index

from cms.assets import extraction, measuring
from cms.assets.programs import local_copy, run_program

# Sent with ``instance``, the document, once its words are known: pages that carry it are searched
# by them.
text_was_read = Signal()


@task()
def read_text(document_id: int, file_hash: str) -> None:
    """Fill ``extracted_text`` of a document, unless its file was replaced meanwhile."""
    documents = apps.get_model("assets", "PortalDocument").objects
    current = documents.filter(pk=document_id, file_hash=file_hash)
    document = current.first()
    if document is None:
        return
    current.update(extracted_text=words_in(document))
    document = documents.get(pk=document_id)
    search_index.insert_or_update_object(document)
    text_was_read.send(sender=type(document), instance=document)


def words_in(document: Any) -> str:
    """The words of the document's file; none when it is too large, broken or hostile."""
    ending = document.file_extension.lower()
    if ending not in extraction.WITH_WORDS:
        return ""
    with local_copy(document) as path:
        found = run_program(extraction.__file__, path, ending)
    return found.decode("utf-8", "ignore")


def facts_of(document: Any) -> dict[str, Any]:
    """Sizes and fonts of a design file (``cms.assets.measuring``); empty when there are none."""
    with local_copy(document) as path:
        found = run_program(measuring.__file__, path, document.file_extension.lower())
    return json.loads(found) if found else {}
