"""The portal's addresses and some that fail on purpose."""

import json
from datetime import date, timedelta

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_protect

from cms.urls import handler400, handler403, handler404, handler500
from cms.urls import urlpatterns as portal

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

User = get_user_model()


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


def endless(depth: int = 0) -> int:
    return endless(depth + 1)


FAULTS = {
    "field": lambda request: request.POST["value"],
    "json": lambda request: json.loads(request.GET["id"]),
    "service": lambda request: json.loads("<p>502 Bad Gateway</p>"),
    "nothing": lambda request: int(""),
    "day": lambda request: date.min - timedelta(1),
    "endless": lambda request: endless(),
    "number": lambda request: User.objects.filter(pk=request.GET["id"]).exists(),
    "own number": lambda request: User.objects.filter(pk="この文は見せない").exists(),
    "value": lambda request: ["a"].index("b"),
    "key": lambda request: {}["b"],
    "type": lambda request: int(None),
}


def faulty(request: HttpRequest) -> HttpResponse:
    """Goes wrong as the header ``X-Fault`` says: nothing of it is in the address."""
    FAULTS[request.headers["X-Fault"]](request)
    return HttpResponse("ok")


urlpatterns = [
    path("failing/fault/", faulty),
    path("admin/failing/fault/", faulty),
    path("admin/api/failing/fault/", faulty),
    path("failing/500/", broken),
    path("failing/403/", forbidden),
    path("failing/400/", unreadable),
    path("failing/guarded/", guarded),
    path("failing/remembering/", remembering),
    *portal,
]
