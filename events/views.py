"""Pages below an event: registering, one's own registration, transcript, calendar files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from cms.core.calendar import now
from cms.core.tickets import keep_secret
from events.calendars import CONTENT_TYPE, calendar_of
from events.choices import RegistrationKind
from events.models import EventPage
from events.public import (
    calendar_events,
    own_context,
    register_context,
    submitted,
    transcript_context,
)
from events.selectors import registration_of
from events.services import cancel_registration


def _page(request: HttpRequest, event: EventPage, name: str, context: Any) -> TemplateResponse:
    full = {**event.bare_context(request), **context}
    return TemplateResponse(request, f"events/{name}.html", full)


def _refuse_without_form(event: EventPage) -> None:
    if event.registration != RegistrationKind.OWN:
        raise Http404


def register_view(event: EventPage, request: HttpRequest) -> HttpResponse:
    """The form; what was sent completely is followed by a page that can be loaded again."""
    _refuse_without_form(event)
    form, is_done = submitted(event, request, at=now())
    if is_done:
        return redirect(f"{event.address()}register/done/")
    return _page(request, event, "register", register_context(event, form, at=now()))


def registered_view(event: EventPage, request: HttpRequest) -> HttpResponse:
    """The same words for everybody: nobody learns here whether an address was known."""
    _refuse_without_form(event)
    return _page(request, event, "registered", {"event_url": event.address()})


def own_registration_view(event: EventPage, request: HttpRequest, secret: str) -> HttpResponse:
    registration = registration_of(event, secret, at=now())
    if registration is None:
        response = _page(request, event, "lost_link", {"event_url": event.address()})
        response.status_code = 404
        return keep_secret(response)
    if request.method == "POST":
        cancel_registration(registration=registration, at=now())
        return keep_secret(redirect(request.path))
    context = own_context(event, registration, at=now())
    return keep_secret(_page(request, event, "registration", context))


def transcript_view(event: EventPage, request: HttpRequest) -> HttpResponse:
    context = transcript_context(event, on=now().date())
    if context is None:
        raise Http404
    return _page(request, event, "transcript", context)


def calendar_view(event: EventPage) -> HttpResponse:
    return _calendar([event], name=event.title, filename=f"{event.slug}.ics")


def calendar_feed(request: HttpRequest) -> HttpResponse:
    return _calendar(calendar_events(at=now()), name="イベント・動画", filename="events.ics")


def _calendar(events: Any, *, name: str, filename: str) -> HttpResponse:
    response = HttpResponse(calendar_of(events, name=name), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
