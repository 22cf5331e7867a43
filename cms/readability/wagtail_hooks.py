"""The dictionaries in the admin, and the way from a page to what is hard to read on it."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.core.content.findings import HOOK
from cms.readability.admin_views import TITLE, ReportView
from cms.readability.checks import hard_to_read
from cms.readability.models import PlainTerm, Reading
from cms.readability.selectors import is_japanese


class PlainTermViewSet(SnippetViewSet):
    model = PlainTerm
    icon = "glasses"
    list_display = [
        "term",
        "reading",
        "easy",
        "source_title",
        BooleanColumn("needs_check", label="要確認"),
    ]
    list_filter = ["needs_check", "is_active"]
    search_fields = ["term", "reading", "easy", "note"]
    list_export = ["term", "reading", "easy", "note", "source_title", "source_url", "needs_check"]
    list_per_page = 100


class ReadingViewSet(SnippetViewSet):
    model = Reading
    icon = "title"
    list_display = ["word", "reading", "kind", "changed_at"]
    list_filter = ["kind"]
    search_fields = ["word", "reading", "note"]
    list_export = ["word", "reading", "kind", "note"]
    list_per_page = 100


class ReadabilityViewSetGroup(SnippetViewSetGroup):
    menu_label = "読みやすさ"
    menu_icon = "glasses"
    menu_order = 405
    items = (PlainTermViewSet, ReadingViewSet)


register_snippet(ReadabilityViewSetGroup)
hooks.register(HOOK, hard_to_read)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("plain-japanese/<int:pk>/", ReportView.as_view(), name="plain_japanese")]


@hooks.register("register_page_header_buttons")
def report_button(page: Page, user: Any, view_name: str, **kwargs: Any) -> Iterator[Button]:
    """In the menu of a page that may be edited, also while somebody reviews it."""
    if page.pk and is_japanese(page) and page.permissions_for_user(user).can_edit():
        address = reverse("plain_japanese", args=[page.pk])
        yield Button(TITLE, address, icon_name="glasses", priority=25)
