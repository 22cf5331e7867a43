"""The entrance of the library: what is new, what is due, and every list."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.contrib.routable_page.models import path
from wagtail.models import PageViewRestriction

from cms.core.calendar import now, today
from cms.core.models import PrivatePage


class StaffLibraryPage(PrivatePage):
    """/staff/: the home of municipal staff; with a question or a filter, the list."""

    public_parts = frozenset({"title", "address"})  # the footer leads here
    template = "staff_library/home.html"
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "staff_library.NoticePage",
        "staff_library.LawPage",
        "staff_library.CasePage",
        "staff_library.TrainingPage",
    ]
    max_count = 1

    class Meta:
        verbose_name = "職員向けページ"
        verbose_name_plural = "職員向けページ"

    def get_default_privacy_setting(self, request: HttpRequest) -> dict[str, Any]:
        """The class closes the library; this makes the admin say so, and holds by itself too."""
        return {"type": PageViewRestriction.LOGIN}

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "staff_library/list.html" if request.GET else self.template

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from staff_library.listing import list_context  # both stand on models
        from staff_library.presenters import home_context

        context = super().get_context(request, *args, **kwargs)
        own = list_context if request.GET else home_context
        return {**context, **own(self, request, at=now())}

    @path("completions/")
    def completions(self, request: HttpRequest) -> HttpResponse:
        from staff_library.presenters import completions_context  # presenters stand on models

        context = completions_context(self, request)
        return self.render_own(request, "completions", context)

    @path("completions/<int:number>/")
    def completion(self, request: HttpRequest, number: int) -> HttpResponse:
        """One record, for the person alone: 404 for anybody else."""
        from staff_library.presenters import completion_context  # presenters stand on models

        return self.render_own(request, "completion", completion_context(self, request, number))

    @path("offices/<slug:code6>/")
    def offices(self, request: HttpRequest, code6: str) -> HttpResponse:
        """What the reader's own municipality should look at; 404 for another one's."""
        from staff_library.presenters import offices_context  # presenters stand on models

        context = offices_context(self, request, code6, on=today())
        return self.render_own(request, "offices", context)

    def render_own(
        self, request: HttpRequest, name: str, context: dict[str, Any] | None
    ) -> HttpResponse:
        """A page below the entrance; 404 where the reader has nothing to see."""
        if context is None:
            raise Http404

        full = {**PrivatePage.get_context(self, request), **context}
        return TemplateResponse(request, f"staff_library/{name}.html", full)
