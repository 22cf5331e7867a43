"""What comes in by a request: too much is refused before it is read, everything is recorded."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms.assets.refusals import Arrivals, noting_arrivals
from cms.core.calendar import now
from cms.core.languages import without_language_prefix
from cms.core.middleware import GetResponse
from cms.records.addresses import client_address
from cms.records.choices import Action
from cms.records.services import record_access

ROOM_FOR_FIELDS = 1024 * 1024  # bytes of a form beside its file


def most_bytes_of_visitors(request: HttpRequest) -> int:
    """More only for the few forms that take a file, by the whole of their address."""
    path = without_language_prefix(request.path)
    for pattern, most in settings.UPLOAD_FORMS_OF_VISITORS.items():
        if re.fullmatch(pattern, path):
            return most
    return settings.UPLOAD_MOST_BYTES_OF_VISITORS


class UploadMiddleware:
    """Refuses a body that is larger than any file of that reader may be; writes access records.

    Stands inside authentication, whose answer decides how much is read, and before anything reads
    the body (the CSRF check does, after all middleware was entered).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("POST", "PUT", "PATCH"):
            return self.get_response(request)
        with noting_arrivals() as arrivals:
            length = self._length(request)
            limit = self._limit(request, length)
            if length > limit + ROOM_FOR_FIELDS:
                sizes = f"{filesizeformat(length)} > {filesizeformat(limit)}"
                arrivals.refused.append(("", sizes))
                response = self._too_large(request, limit)
            else:
                response = self.get_response(request)
        self._record(request, arrivals)
        return response

    @staticmethod
    def _limit(request: HttpRequest, length: int) -> int:
        """Most bytes of a file. Small forms do not ask who sends them."""
        visitors = most_bytes_of_visitors(request)
        if length > visitors and request.user.is_authenticated:
            return settings.UPLOAD_MOST_BYTES
        return visitors

    @staticmethod
    def _length(request: HttpRequest) -> int:
        """Bytes the client announces; a body without a length is not read by the server."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        return int(length) if length.isdecimal() else 0

    @staticmethod
    def _too_large(request: HttpRequest, limit: int) -> HttpResponse:
        """413 at once. The connection closes: what is still under way is never read."""
        message = _(
            "Together, the form and its file may have %(most)s. Make the file smaller or divide it."
        ) % {"most": filesizeformat(limit)}
        response: HttpResponse
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            response = JsonResponse({"success": False, "error_message": message}, status=413)
        else:
            response = render(request, "413.html", {"message": message}, status=413)
        response.headers["Connection"] = "close"
        return response

    @staticmethod
    def _record(request: HttpRequest, arrivals: Arrivals) -> None:
        """One row for each file; refused ones of visitors without a name are noted as well."""
        moment, address = now(), client_address(request)
        for name, reason in arrivals.refused:
            record_access(
                at=moment,
                action=Action.UPLOAD_REFUSED,
                actor=request.user,
                label=name,
                address=address,
                reason=reason,
            )
        for file in arrivals.stored:
            record_access(
                at=moment, action=Action.UPLOADED, actor=request.user, target=file, address=address
            )
