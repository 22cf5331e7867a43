"""The entrance: what comes, what was, by fiscal year; feed and calendar."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.contrib.routable_page.models import path

from cms.core.calendar import now
from cms.core.models import SectionIndexPage


class EventIndexPage(SectionIndexPage):
    """/events/: the next events first."""

    template = "events/event_index_page.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["events.EventPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "イベント・動画の一覧"
        verbose_name_plural = "イベント・動画の一覧"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from events.presenters import index_context  # presenters stand on models

        context = super().get_context(request, *args, **kwargs)
        return {**context, **index_context(self, request, at=now())}

    @path("archive/")
    @path("archive/<int:year>/")
    def archive(self, request: HttpRequest, year: int | None = None) -> HttpResponse:
        """Events that are over, of one fiscal year when it is given."""
        from events.presenters import archive_context  # presenters stand on models

        context = super().get_context(request)
        context.update(archive_context(self, request, year, at=now()))
        return TemplateResponse(request, "events/archive.html", context)

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        from events.feeds import EventFeed  # feeds stand on models

        return EventFeed()(request)

    @path("calendar/")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """Every event that comes and those of the last year, to subscribe to."""
        from events.views import calendar_feed  # views stand on models

        return calendar_feed(request)
