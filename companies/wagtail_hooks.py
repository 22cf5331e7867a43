"""What companies add to the admin, the search and the place pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.areas.models import Area
from cms.core.admin_menu import PermittedItem
from companies.admin_home import WaitingPanel
from companies.places import place_panel
from companies.search_sources import EmployerSource
from companies.views.reviewing import TITLE, VIEW, EvidenceView, SubmissionsView, SubmissionView
from directory.panels import PlacePanel


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("companies/", SubmissionsView.as_view(), name="companies_submissions"),
        path("companies/<int:pk>/", SubmissionView.as_view(), name="companies_submission"),
        path("companies/evidence/<int:pk>/", EvidenceView.as_view(), name="companies_evidence"),
    ]


@hooks.register("register_admin_menu_item")
def submissions_menu_item() -> MenuItem:
    address = reverse("companies_submissions")
    return PermittedItem(TITLE, address, icon_name="mail", order=220, permission=VIEW)


@hooks.register("construct_homepage_panels")
def waiting_companies(request: HttpRequest, panels: list[Any]) -> None:
    if request.user.has_perm(VIEW):
        panels.append(WaitingPanel())


@hooks.register("register_search_source")
def employers_for_search() -> EmployerSource:
    return EmployerSource()


@hooks.register("construct_place_page")
def employers_for_place(
    area: Area, request: HttpRequest, context: dict[str, Any]
) -> list[PlacePanel]:
    panel = place_panel(area, request)
    return [panel] if panel else []
