"""What the views send: finding, refusing, recording."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from wagtail import hooks

from cms.assets.choices import Access
from cms.assets.models import MediaTrack, PortalDocument, PortalImage, PortalMedia, PortalRendition
from cms.assets.serving import Sending, send
from cms.assets.storage import STAFF_FOLDER
from cms.core.calendar import now
from cms.records.addresses import client_address
from cms.records.choices import Action
from cms.records.services import record_access

KINDS: dict[str, Any] = {
    "documents": PortalDocument.objects.select_related("collection"),
    "media": PortalMedia.objects.select_related("collection"),
    "tracks": MediaTrack.objects.select_related("media__collection"),
}


def find_file(kind: str, pk: str) -> Any:
    """The file of that number, or None."""
    return KINDS[kind].filter(pk=int(pk)).first()


def find_rendition(name: str) -> PortalRendition | None:
    """The private rendition stored under ``name``, or None."""
    renditions = PortalRendition.objects.select_related("image__collection")
    return renditions.filter(file=f"{STAFF_FOLDER}{name}").first()


def find_original(name: str) -> PortalImage | None:
    """The picture whose original is stored under ``name``, or None."""
    return PortalImage.objects.select_related("collection").filter(file=name).first()


def refuse(request: HttpRequest, file: Any, access: Access) -> HttpResponseBase:
    """Sign in first, or 404: the same whether ``file`` exists or not. Refused people are noted."""
    if access == Access.STAFF and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if file is not None and request.user.is_authenticated:
        _record(request, Action.DENIED, file)
    raise Http404


def send_file(request: HttpRequest, file: Any, kind: str, name: str = "") -> HttpResponseBase:
    """The file's bytes; documents are saved (as ``name``), not shown. A private one is recorded."""
    is_private = (file.media if kind == "tracks" else file).is_private
    sending = Sending(
        file=file.file,
        filename=name or file.filename,
        etag=file.version,
        is_private=is_private,
        as_attachment=kind == "documents",
    )
    response = _send(request, sending)
    if _begins(request, response):
        if is_private:
            _record(request, Action.DOWNLOADED, file)
        for tell in hooks.get_hooks("file_sent"):
            tell(request, file)
    return response


def send_rendition(request: HttpRequest, rendition: PortalRendition) -> HttpResponseBase:
    """A picture inside a page. It is not recorded: the page it belongs to is."""
    name = rendition.file.name.rpartition("/")[2]
    etag = rendition.file.name.replace("/", "-").replace('"', "")
    return _send(request, Sending(rendition.file, name, etag, True, False))


def send_original(request: HttpRequest, image: PortalImage) -> HttpResponseBase:
    return _send(request, Sending(image.file, image.filename, image.get_file_hash(), True, False))


def _send(request: HttpRequest, sending: Sending) -> HttpResponseBase:
    try:
        return send(request, sending)
    except FileNotFoundError as missing:  # lost from the storage
        raise Http404 from missing


def _begins(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether this answer starts the file: a player asks for hundreds of parts of one video.

    Safari first asks for two bytes, to see whether parts are possible: that starts nothing.
    """
    if request.method != "GET" or response.status_code not in (200, 206):
        return False
    part = response.headers.get("Content-Range", "bytes 0-")
    return part.startswith("bytes 0-") and not part.startswith("bytes 0-1/")


def _record(request: HttpRequest, action: Action, file: Any) -> None:
    record_access(
        at=now(),
        action=action,
        actor=request.user,
        target=file,
        address=client_address(request),
    )
