"""What questionnaires add to the admin and to the foot of pages."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.core.read_only import ReadOnlyPolicy
from cms.core.sitemap import SitemapEntry
from cms.surveys.choices import Subject
from cms.surveys.models import PageRemark, PageVote, Survey
from cms.surveys.panels import SURVEY
from cms.surveys.sitemap import list_entries
from cms.surveys.views.inviting import InviteView
from cms.surveys.views.office import (
    TITLE,
    ExportAnswersView,
    OfficeResultsView,
    SurveyResultsListView,
    TextsView,
)


class SurveyViewSet(SnippetViewSet):
    model = Survey
    icon = "form"
    edit_handler = SURVEY
    list_display = [
        "title",
        BooleanColumn("is_active", label="受付"),
        "opens_on",
        "closes_on",
        Column("access", label="答える人", accessor="get_access_display"),
        BooleanColumn("is_anonymous", label="匿名"),
    ]
    list_filter = ["is_active", "access", "is_anonymous"]
    search_fields = ["title", "slug"]
    copy_view_enabled = False


class PageVoteViewSet(SnippetViewSet):
    model = PageVote
    icon = "pick"
    list_display = ["day", "label", "useful", "number"]
    list_filter = ["day", "subject", "useful"]
    search_fields = ["label"]
    list_export = ["day", "subject", "key", "label", "useful", "number"]
    list_per_page = 100
    copy_view_enabled = inspect_view_enabled = False


class PageRemarkViewSet(SnippetViewSet):
    model = PageRemark
    icon = "comment"
    list_display = ["day", "label", "text"]
    list_filter = ["day", "subject"]
    search_fields = ["label", "text"]
    list_export = ["day", "subject", "key", "label", "text"]
    list_per_page = 100
    copy_view_enabled = inspect_view_enabled = False


class SurveyViewSetGroup(SnippetViewSetGroup):
    menu_label = "アンケート"
    menu_icon = "form"
    menu_order = 320
    items = (SurveyViewSet, PageVoteViewSet, PageRemarkViewSet)


for model in (PageVote, PageRemark):
    register_permission_policy(model, ReadOnlyPolicy(model))
register_snippet(SurveyViewSetGroup)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("survey-results/", SurveyResultsListView.as_view(), name="survey_results_list"),
        path("survey-results/<int:pk>/", OfficeResultsView.as_view(), name="survey_office_results"),
        path(
            "survey-results/<int:pk>/texts/<int:question>/",
            TextsView.as_view(),
            name="survey_office_texts",
        ),
        path(
            "survey-results/<int:pk>/export/",
            ExportAnswersView.as_view(),
            name="survey_office_export",
        ),
        path("survey-results/<int:pk>/invite/", InviteView.as_view(), name="survey_office_invite"),
    ]


class ResultsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("surveys.view_response")


@hooks.register("register_reports_menu_item")
def results_item() -> MenuItem:
    return ResultsItem(TITLE, reverse("survey_results_list"), icon_name="form", order=920)


@hooks.register("construct_sitemap")
def list_for_sitemap(request: HttpRequest) -> Iterator[SitemapEntry]:
    return list_entries(request)


@hooks.register("construct_page_foot")
def ask_whether_useful(subject: str, key: str) -> tuple[str, dict[str, Any]] | None:
    """Links to the question: the page asked about gets no form, cookie or query."""
    if subject not in Subject.values or not key.isalnum():
        return None
    return "surveys/includes/useful_link.html", {"address": reverse("useful", args=[subject, key])}
