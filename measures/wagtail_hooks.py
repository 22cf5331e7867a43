"""What measures add to the admin, the front page and the place pages."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from cms.areas.models import Area
from cms.core.calendar import today
from cms.core.content.findings import HOOK as FINDINGS
from cms.core.languages import default_language
from directory.panels import PlacePanel
from measures.findings import findings_of_measure
from measures.models import MeasureIndexPage
from measures.places import place_panel
from measures.reports import ChecksReport
from measures.rule_panel import rule_review
from measures.search_sources import MeasureSource
from measures.viewsets import MENU_HOOK, MeasuresViewSetGroup

register_snippet(MeasuresViewSetGroup)
hooks.register(FINDINGS, findings_of_measure)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("measures/checks/", ChecksReport.as_view(), name="measures_checks"),
        path("measures/rule/<int:pk>/", rule_review, name="measures_rule_review"),
    ]


@hooks.register(MENU_HOOK)
def checks_menu_item() -> MenuItem:
    return MenuItem("要確認の一覧", reverse("measures_checks"), icon_name="warning", order=300)


@hooks.register(MENU_HOOK)
def pages_menu_item() -> MenuItem:
    return MeasurePagesMenuItem("施策のページ", "", icon_name="doc-full", order=50)


class MeasurePagesMenuItem(MenuItem):
    """Leads to the list of measures in the page explorer, wherever it stands."""

    def render_component(self, request: HttpRequest) -> Any:
        index = MeasureIndexPage.objects.in_language(default_language()).first()
        root = reverse("wagtailadmin_explore_root")
        self.url = reverse("wagtailadmin_explore", args=[index.pk]) if index else root
        return super().render_component(request)


@hooks.register("construct_place_page")
def measures_for_place(
    area: Area, request: HttpRequest, context: dict[str, Any]
) -> list[PlacePanel]:
    panel = place_panel(area, request, on=today())
    return [panel] if panel else []


@hooks.register("register_search_source")
def measures_for_search() -> MeasureSource:
    return MeasureSource()
