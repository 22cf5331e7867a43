"""What events add to the search, the front page and the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from cms.core.calendar import now
from cms.core.languages import default_language
from events.models import EventPage
from events.organising import (
    ExportRegistrationsView,
    RegistrationEventsView,
    RegistrationsView,
)
from events.presenters import upcoming_for_home
from events.search_sources import EventSource, TalkSource
from events.services import follow_publication


@hooks.register("register_search_source")
def events_for_search() -> EventSource:
    return EventSource()


@hooks.register("register_search_source")
def talks_for_search() -> TalkSource:
    return TalkSource()


@hooks.register("construct_home_page")
def events_for_home(page: Page, request: HttpRequest) -> dict[str, Any]:
    """The next events; front pages of other languages show theirs when there are any."""
    language = get_language() or default_language()
    return {"upcoming_events": upcoming_for_home(request.user, language, at=now())}


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    own = "event-registrations/<int:event>/"
    return [
        path("event-registrations/", RegistrationEventsView.as_view(), name="event_registrations"),
        path(own, RegistrationsView.as_view(), name="event_registrations_of"),
        path(
            f"{own}export/",
            ExportRegistrationsView.as_view(),
            name="export_event_registrations",
        ),
    ]


@hooks.register("before_publish_page")
def remember_event(request: HttpRequest, page: Page) -> None:
    """The button of the admin publishes without asking ``publish()``: what the public saw."""
    if isinstance(page, EventPage):
        request.event_before = EventPage.objects.filter(pk=page.pk).first()  # type: ignore[attr-defined]


@hooks.register("after_publish_page")
def follow_event(request: HttpRequest, page: Page) -> None:
    if isinstance(page, EventPage):
        before = getattr(request, "event_before", None)
        follow_publication(event=page, before=before, at=now())


class RegistrationsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("events.view_registration")


@hooks.register("register_admin_menu_item")
def registrations_item() -> MenuItem:
    address = reverse("event_registrations")
    return RegistrationsItem("イベントの申し込み", address, icon_name="calendar", order=220)
