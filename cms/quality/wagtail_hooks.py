"""The checks of every page, their reports, and the panels of the first screen."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.core.admin_menu import PermittedItem
from cms.core.content.findings import HOOK
from cms.quality.checks import CHECKS
from cms.quality.panels import BrokenLinksPanel, RightsPanel, ZeroResultsPanel
from cms.quality.views import (
    TITLE,
    VIEW_LINKS,
    VIEW_RIGHTS,
    BrokenLinksView,
    EvidenceView,
    ExportWorksView,
    WorksView,
)

SEARCHES = "site_search.view_zeroresultquery"
PANELS = (
    (VIEW_LINKS, BrokenLinksPanel),
    (VIEW_RIGHTS, RightsPanel),
    (SEARCHES, ZeroResultsPanel),
)

for check in CHECKS:
    hooks.register(HOOK, check)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("broken-links/", BrokenLinksView.as_view(), name="broken_links"),
        path("rights/", WorksView.as_view(), name="rights_works"),
        path("rights/export/", ExportWorksView.as_view(), name="rights_export"),
        path("rights/evidence/<int:pk>/", EvidenceView.as_view(), name="rights_evidence"),
    ]


@hooks.register("register_reports_menu_item")
def links_item() -> MenuItem:
    address = reverse("broken_links")
    return PermittedItem(
        BrokenLinksView.page_title, address, icon_name="link", order=910, permission=VIEW_LINKS
    )


@hooks.register("register_reports_menu_item")
def works_item() -> MenuItem:
    address = reverse("rights_works")
    return PermittedItem(
        TITLE, address, icon_name="doc-full-inverse", order=920, permission=VIEW_RIGHTS
    )


@hooks.register("construct_homepage_panels")
def panels_of_quality(request: HttpRequest, panels: list[Any]) -> None:
    panels += [panel() for permission, panel in PANELS if request.user.has_perm(permission)]
