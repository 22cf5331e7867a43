"""Requests to the admin that nobody could read: an answer in words instead of a failure.

Wagtail takes much of what its own screens send for granted: a number in an address, a field of a
form, JSON of its editor. A link that was cut off or a form of yesterday's version then raises deep
inside. Only what Python and Django say of unreadable input is answered here, and only where the
request brought input; every other error stays a failure that somebody is told of.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from json import JSONDecodeError
from typing import Any

from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.datastructures import MultiValueDictKeyError

from cms.core.languages import default_language

logger = logging.getLogger(__name__)

ADMIN = "/admin/"
APIS = ("/admin/api/", "/admin/localize/api/")
UNREADABLE = (
    "アドレスか、送った内容の一部を読み取れませんでした。"
    "前の画面にもどって再読み込みし、もう一度やり直してください。"
)
OUT_OF_RANGE = frozenset({"22003", "22008"})  # PostgreSQL's codes for numbers and for days
# "Field 'id' expected a number but got 'abc'." and what int() says.
_NO_NUMBER = re.compile(
    r"(?:Field '\w+' expected a number but got|invalid literal for int\(\) with base 10:)"
    r" (['\"])(?P<word>.*)\1\.?",
    re.DOTALL,
)
# A number that no column holds, or a day at one of the ends of the calendar.
_ENDLESS = re.compile(r"[0-9]{10,}|\b(?:000[0-9]|9999)-")
_PARTING = re.compile(r"[,:;\s]+")
MOST_LEVELS = 200  # of brackets in one value: no screen sends as many


class UnreadableMiddleware:
    """Answers 400 in the admin and its API where what was sent cannot be read."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not request.path_info.startswith(ADMIN) or not is_unreadable(request, error):
            return None
        # Names of views and errors only: what was sent may be about a person.
        logger.warning(
            "Unreadable request: %s in %s at %s",
            type(error).__name__,
            getattr(request.resolver_match, "view_name", ""),
            _place(error),
        )
        return _answer(request)


def is_unreadable(request: HttpRequest, error: Exception) -> bool:
    """Whether ``error`` is about what the request brought, not about a fault of ours.

    What the error complains of must stand in the request: an answer of another service that is no
    JSON, or a number of ours that grew too large, stays a failure.
    """
    brought = list(_brought(request))
    if isinstance(error, MultiValueDictKeyError):
        return bool(brought) or request.method == "POST"
    if isinstance(error, JSONDecodeError):
        return error.doc in brought or any(error.doc and error.doc in each for each in brought)
    if isinstance(error, OverflowError) or _is_beyond_the_database(error):
        return any(map(_ENDLESS.search, brought))
    if isinstance(error, RecursionError):
        return any(each.count("[") + each.count("{") > MOST_LEVELS for each in brought)
    found = _NO_NUMBER.fullmatch(str(error)) if type(error) is ValueError else None
    return found is not None and bool(found["word"]) and _stands_in(found["word"], brought)


def _stands_in(word: str, brought: list[str]) -> bool:
    """As a value, or as one of several that one value holds: ``3,abc``."""
    return any(word in (each, *_PARTING.split(each)) for each in brought)


def _is_beyond_the_database(error: Exception) -> bool:
    """An endless number: PostgreSQL says so everywhere, SQLite overflows or has these words."""
    if isinstance(error, DataError):
        return getattr(error.__cause__, "sqlstate", "") in OUT_OF_RANGE
    return isinstance(error, IntegrityError) and str(error) == "datatype mismatch"


def _brought(request: HttpRequest) -> Iterator[str]:
    """Everything that stands in the address or in the form."""
    match = request.resolver_match
    if match is not None:
        yield from (str(each) for each in (*match.args, *match.kwargs.values()))
    for sent in (request.GET, request.POST):
        for _name, values in sent.lists():
            yield from map(str, values)


def _place(error: Exception) -> str:
    """Module file and line, without the words of the error, which repeat what was sent."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    return "".join(f"{frame.filename}:{frame.lineno}" for frame in last)


def _answer(request: HttpRequest) -> HttpResponse:
    """Rendered without the request, as ``views.bad_request`` is; the admin is Japanese."""
    if _wants_json(request):
        return JsonResponse({"detail": UNREADABLE}, status=400)
    with translation.override(default_language()):
        page = render_to_string("core/unreadable.html", {"words": UNREADABLE})
    return HttpResponse(page, status=400)


def _wants_json(request: HttpRequest) -> bool:
    kinds = ["text/html", "application/json"]
    return request.path_info.startswith(APIS) or request.get_preferred_type(kinds) == kinds[1]
