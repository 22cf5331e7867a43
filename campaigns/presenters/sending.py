"""Archives and drawn posters as answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from campaigns.archive import kit_archive
from campaigns.filenames import filename
from campaigns.models import AssetFile
from cms.core.calendar import now
from cms.records.addresses import client_address
from cms.records.choices import Action
from cms.records.services import record_access


def archive_response(
    request: HttpRequest, kit: Any, files: Sequence[AssetFile], *, on: date
) -> HttpResponseBase:
    """Raises archive.MissingFilesError before anything is sent; private files are recorded."""
    archive = kit_archive(files, on=on)
    content: Any = () if request.method == "HEAD" else archive
    response = StreamingHttpResponse(content, content_type="application/zip")
    response.headers["Content-Length"] = str(len(archive))
    if request.method == "GET":
        _record_private(request, files)
    return as_download(response, filename((kit.title,), "zip"))


def drawn_response(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    as_download(response, name)
    return response


def as_download(response: HttpResponseBase, name: str) -> HttpResponseBase:
    """Saved under ``name``, kept by nobody between us and the reader, never run."""
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _record_private(request: HttpRequest, files: Sequence[AssetFile]) -> None:
    for file in files:
        if file.document.is_private:
            record_access(
                at=now(),
                action=Action.DOWNLOADED,
                actor=request.user,
                target=file.document,
                address=client_address(request),
            )
