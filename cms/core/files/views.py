"""Every stored file leaves through here, after the question who may open it."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cms.assets.access import keeps_files
from cms.assets.choices import Access
from cms.assets.models import PortalImage
from cms.core.files.presenters import (
    find_file,
    find_original,
    find_rendition,
    refuse,
    send_file,
    send_original,
    send_rendition,
)


@require_safe
def public_file(
    request: HttpRequest, kind: str, pk: str, version: str, filename: str
) -> HttpResponseBase:
    """A file of everybody; whoever may not open it gets the answer of one that never was."""
    return _file(request, Access.PUBLIC, kind, pk, (version, filename))


@require_safe
def staff_file(
    request: HttpRequest, kind: str, pk: str, version: str, filename: str
) -> HttpResponseBase:
    """A file of municipal staff; anonymous readers sign in first, whether it exists or not."""
    return _file(request, Access.STAFF, kind, pk, (version, filename))


def _file(
    request: HttpRequest, access: Access, kind: str, pk: str, ending: tuple[str, str]
) -> HttpResponseBase:
    file = find_file(kind, pk)
    if file is None or not file.is_open_to(request.user):
        return refuse(request, file, access)
    if (file.access, file.version, file.filename) != (access, *ending):
        return redirect(file.url)
    return send_file(request, file, kind)


@require_safe
def document(request: HttpRequest, pk: str, filename: str) -> HttpResponseBase:
    """Wagtail's own address of a document leads to ours."""
    file = find_file("documents", pk)
    if file is None or file.filename != filename or not file.is_open_to(request.user):
        raise Http404
    return redirect(file.url)


@require_safe
def staff_rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture for staff in the size a page shows it."""
    rendition = find_rendition(name)
    if rendition is None or not rendition.image.is_open_to(request.user):
        return refuse(request, rendition and rendition.image, Access.STAFF)
    return send_rendition(request, rendition)


@require_safe
def original_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture as it was uploaded, for editors."""
    image = find_original(name)
    if image is None or not keeps_files(request.user, PortalImage):
        return refuse(request, image, Access.STAFF)
    return send_original(request, image)
