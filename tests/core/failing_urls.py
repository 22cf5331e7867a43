"""The portal's addresses and four that fail on purpose."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_protect

from cms.urls import handler400, handler403, handler404, handler500
from cms.urls import urlpatterns as portal

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("この文は訪れた人に見せない")


def forbidden(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("この文は訪れた人に見せない")


def unreadable(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("この文は訪れた人に見せない")


@csrf_protect
def guarded(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def remembering(request: HttpRequest) -> HttpResponse:
    """A public page that stores something for this visitor."""
    request.session["step"] = 2
    return HttpResponse("step 2")


urlpatterns = [
    path("failing/500/", broken),
    path("failing/403/", forbidden),
    path("failing/400/", unreadable),
    path("failing/guarded/", guarded),
    path("failing/remembering/", remembering),
    *portal,
]
