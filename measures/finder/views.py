"""Addresses of the finder. Nothing is kept of a request: no session, cookie, log or cache."""

from datetime import datetime

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from cms.core.calendar import now
from measures.finder import presenting
from measures.finder.journey import Journey
from measures.finder.moves import Move, read_move

PRIVATE = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
}


UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)


# Exempt on purpose: docs/decisions/0005-finder-posts.md.
@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def finder(request: HttpRequest) -> HttpResponse:
    """Questions one screen at a time, results from the first answer on, and the memo."""
    return _answer(request, chat=False)


@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def chat(request: HttpRequest) -> HttpResponse:
    """The same engine as a conversation."""
    return _answer(request, chat=True)


@sensitive_variables()
def _answer(request: HttpRequest, *, chat: bool) -> HttpResponse:
    at = now()
    move = _posted(request, at=at) if request.method == "POST" else Move(Journey())
    page = presenting.page_for(move, request, at=at, chat=chat)
    response = render(request, page.template, page.context)
    for name, value in PRIVATE.items():
        response.headers[name] = value
    return response


def _posted(request: HttpRequest, *, at: datetime) -> Move:
    """What was posted. A body that is damaged, too large or of too many fields begins again too."""
    try:
        return read_move(request.POST, at=at)
    except UNREADABLE:
        request.POST = QueryDict()
        return Move(Journey(), lost=True)
