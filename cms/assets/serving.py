"""Sending a stored file: whole or in part, in constant memory, from a folder or from a bucket."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.files.storage import Storage
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header

CHUNK = 64 * 1024  # bytes in memory for each request
YEAR = 365 * 24 * 60 * 60
SHARED_SECONDS = 60 * 60  # a proxy asks again within the hour, in case a file became private
# Decided here, not by the machine's own table: what a browser may take it for is our promise.
CONTENT_TYPES = {
    "ai": "application/postscript",
    "avif": "image/avif",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "srt": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "webm": "video/webm",
    "webp": "image/webp",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class UnsatisfiableRangeError(ValueError):
    """The part asked for lies behind the end."""


@dataclass(frozen=True)
class Sending:
    """What is sent and how: ``etag`` without quotes, ``is_private`` for files not for everybody."""

    file: FieldFile
    filename: str
    etag: str
    is_private: bool
    as_attachment: bool

    @property
    def storage(self) -> Storage:
        return storage_of(self.file)


def storage_of(file: FieldFile) -> Storage:
    """The storage behind ours that holds the bytes."""
    chosen = getattr(file.storage, "chosen", None)
    return chosen(file.name) if chosen else file.storage


def wanted_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of ``Range: bytes=…``; None sends everything.

    Several ranges at once, other units and nonsense are ignored, as RFC 9110 §14.2 allows.
    """
    match = ONE_RANGE.fullmatch(header.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:  # the last so many bytes
        start, end = max(size - int(last), 0), size - 1
        if int(last) == 0:
            raise UnsatisfiableRangeError(header)
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < int(first):
            return None
    if start > end:
        raise UnsatisfiableRangeError(header)
    return start, end


def read_part(storage: Storage, name: str, start: int, end: int) -> Iterator[bytes]:
    """Bytes ``start`` to ``end`` inclusive. A bucket sends only that part."""
    if hasattr(storage, "bucket"):
        answer = storage.bucket.Object(name).get(Range=f"bytes={start}-{end}")
        yield from answer["Body"].iter_chunks(CHUNK)
        return
    with storage.open(name, "rb") as file:
        file.seek(start)
        left = end - start + 1
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk


def send(request: HttpRequest, sending: Sending) -> HttpResponseBase:
    """Answer GET and HEAD, whole, in part (206, 416) or not at all (304)."""
    size = sending.file.size  # asks the storage: what is missing there fails here
    etag = f'"{sending.etag}"'
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = _body(request, sending, size, etag)
    return _with_headers(response, sending, etag)


def _body(request: HttpRequest, sending: Sending, size: int, etag: str) -> HttpResponseBase:
    header = request.headers.get("Range", "")
    if request.headers.get("If-Range", etag) != etag:
        header = ""
    try:
        part = wanted_range(header, size)
    except UnsatisfiableRangeError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    start, end = part or (0, size - 1)
    headers = {"Content-Length": str(end - start + 1), "Accept-Ranges": "bytes"}
    if part:
        headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    content: Any = ()
    if request.method != "HEAD" and size:
        content = read_part(sending.storage, sending.file.name or "", start, end)
    return StreamingHttpResponse(content, status=206 if part else 200, headers=headers)


def _with_headers(response: HttpResponseBase, sending: Sending, etag: str) -> HttpResponseBase:
    extension = PurePath(sending.filename).suffix.lstrip(".").lower()
    response.headers["Content-Type"] = CONTENT_TYPES.get(extension, "application/octet-stream")
    disposition = content_disposition_header(sending.as_attachment, sending.filename)
    response.headers["Content-Disposition"] = disposition or "inline"
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if sending.is_private:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(
            response, public=True, max_age=YEAR, s_maxage=SHARED_SECONDS, immutable=True
        )
    return response
