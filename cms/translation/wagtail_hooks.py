"""Languages: what pages say of their translation, the board, the glossary, what is refused."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail_localize.models import Translation

from cms.core.admin_menu import PermittedItem
from cms.translation.checks import refuse_unfinished, unfinished
from cms.translation.guarding import REPORT, TRANSLATES
from cms.translation.panels import StaleTranslationsPanel
from cms.translation.presenters import Notice, end_notices, top_notices
from cms.translation.selectors import managed, missing_strings
from cms.translation.services.drafting import count_as_new
from cms.translation.views.board import BoardView
from cms.translation.viewsets import GlossaryViewSet

hooks.register("refuse_publication", refuse_unfinished)

register_snippet(GlossaryViewSet)


@hooks.register("before_edit_page", order=-2)  # before wagtail-localize writes the public page
def refuse_publishing_unfinished(request: HttpRequest, page: Page) -> HttpResponse | None:
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = managed(page)
    missing = missing_strings(translation) if translation else []
    if not missing:
        return None
    messages.error(request, unfinished(len(missing)))
    return redirect(request.path)


@hooks.register("before_edit_page", order=-2)  # wagtail-localize restarts it after us
def count_authors_anew(request: HttpRequest, page: Page) -> None:
    if request.method != "POST" or "localize-restart-translation" not in request.POST:
        return
    stopped = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=False
    )
    if stopped.exists():
        count_as_new(object_id=page.translation_key, locale=page.locale_id)


@hooks.register("construct_page_notices")
def notices(place: str, page: Page | None, request: HttpRequest) -> list[Notice]:
    return top_notices(page, request) if place == "top" else end_notices(page)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("translations/", BoardView.as_view(), name="translation_board")]


@hooks.register("register_admin_menu_item")
def board_item() -> MenuItem:
    return PermittedItem(
        BoardView.page_title,
        reverse("translation_board"),
        icon_name="wagtail-localize-language",
        order=380,
        permission=TRANSLATES,
    )


@hooks.register("construct_reports_menu")
def one_board(request: HttpRequest, items: list[MenuItem]) -> None:
    """wagtail-localize's own list knows neither what is missing nor what is old."""
    items[:] = [item for item in items if not item.url.startswith(REPORT)]


@hooks.register("construct_homepage_panels")
def stale_panel(request: HttpRequest, panels: list[Component]) -> None:
    if request.user.has_perm(TRANSLATES):
        panels.append(StaleTranslationsPanel(request.user))
