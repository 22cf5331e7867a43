"""Work after a file was stored."""

import logging
import subprocess
import sys
import tempfile
from typing import Any

from django.apps import apps
from django.dispatch import Signal
from django_tasks import task
from wagtail.search import index as search_index

from cms.assets import extraction

SECONDS = 60
# Sent with ``instance``, the document, once its words are known: pages that carry it are searched
# by them.
text_was_read = Signal()
logger = logging.getLogger(__name__)


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
    with tempfile.NamedTemporaryFile(prefix="portal-text-") as copy:
        with document.open_file() as file:
            for chunk in file.chunks():
                copy.write(chunk)
        copy.flush()
        return _ask_program(copy.name, ending, document.pk)


def _ask_program(path: str, ending: str, number: int) -> str:
    command = [sys.executable, "-I", extraction.__file__, path, ending]
    try:
        done = subprocess.run(  # noqa: S603  our own program; the file's name is a temporary one
            command, capture_output=True, timeout=SECONDS, check=True, env={"LANG": "C.UTF-8"}
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failure:
        logger.warning("No text from document %s: %s", number, type(failure).__name__)
        return ""
    return done.stdout.decode("utf-8", "ignore")
