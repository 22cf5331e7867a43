"""What the review adds to the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.widgets.button import Button
from wagtail.models import Page, WorkflowMixin
from wagtail.snippets.action_menu import ActionMenuItem as SnippetActionMenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.accounts.origin import person_of
from cms.core.admin_menu import PermittedItem
from cms.core.calendar import now
from cms.core.models.reviewed import ReviewedRecord
from cms.core.publishing import MOST_NAMED
from cms.translation.selectors import managed
from cms.translation.services.drafting import draft_translation
from cms.workflow import admin_views
from cms.workflow.admin_home import OverduePanel, TurnPanel
from cms.workflow.emergency_views import EmergencyView, emergency_address
from cms.workflow.handing_in import ReviewedPageViewSet
from cms.workflow.models import ChecklistItem
from cms.workflow.models.tasks import CONFIRM
from cms.workflow.presenters import listed
from cms.workflow.selectors import READ_RECORDS
from cms.workflow.services.ending import open_reviews, record_deletion
from cms.workflow.services.translations import UNDER_REVIEW
from cms.workflow.subjects import is_reviewed
from cms.workflow.translation_views import TranslationReviewView

PUBLISH = "action-publish"
COPIES = "コピーは、公開のチェックを外して、下書きとして作ってください。公開は審査のあとです。"
ENDS_WITH_IT = (
    "審査の途中のものが{}件あります：{}。削除すると、審査も終わります。"
    "出した人と確かめる人に、メールで知らせます。"
)
REPLACED = {"workflow_objects_to_moderate"}  # ours names the day, and needs no query a row


class ChecklistViewSet(SnippetViewSet):
    """What has to be looked at before a step is approved."""

    model = ChecklistItem
    icon = "tasks"
    menu_label = "確かめること（審査）"
    add_to_settings_menu = True
    list_display = ["text", "get_step_display", "order", BooleanColumn("is_active", label="使う")]
    list_filter = ["step", "is_active"]
    search_backend_name = None
    search_fields = ["text"]
    copy_view_enabled = False


register_snippet(ChecklistViewSet)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    views = admin_views
    return [
        path("review-records/", views.RecordsView.as_view(), name="workflow_records"),
        path(
            "review-records/export/",
            views.ExportRecordsView.as_view(),
            name="workflow_records_export",
        ),
        path(
            "emergency/<int:kind>/<int:pk>/",
            EmergencyView.as_view(),
            name="workflow_emergency",
        ),
        path(  # below an address that ``cms.translation.guarding`` guards
            "localize/translate/<int:translation_id>/review/",
            TranslationReviewView.as_view(),
            name="workflow_translation",
        ),
        path("upkeep/", views.UpkeepListView.as_view(), name="workflow_upkeep"),
        path("upkeep/<int:page_id>/", views.UpkeepView.as_view(), name="workflow_upkeep_edit"),
    ]


@hooks.register("register_admin_viewset", order=100)  # after Wagtail's own, which it replaces
def pages_with_a_review() -> ReviewedPageViewSet:
    return ReviewedPageViewSet()


@hooks.register("construct_homepage_panels", order=100)
def panels(request: HttpRequest, found: list[Any]) -> None:
    found[:] = [panel for panel in found if getattr(panel, "name", "") not in REPLACED]
    found += [TurnPanel(), OverduePanel()]


@hooks.register("register_admin_menu_item")
def reviews_item() -> MenuItem:
    return MenuItem("確認と協議", reverse("reviews"), icon_name="clipboard-list", order=150)


@hooks.register("register_reports_menu_item")
def records_item() -> MenuItem:
    return PermittedItem(
        admin_views.TITLE,
        reverse("workflow_records"),
        icon_name="history",
        order=905,
        permission=READ_RECORDS,
    )


@hooks.register("register_reports_menu_item")
def upkeep_item() -> MenuItem:
    return PermittedItem(
        admin_views.UPKEEP,
        reverse("workflow_upkeep"),
        icon_name="date",
        order=900,
        permission="workflow.view_pageupkeep",
    )


@hooks.register("register_page_header_buttons")
def upkeep_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Any:
    if page.pk and page.depth > 1 and user.has_perm("workflow.change_pageupkeep"):
        address = reverse("workflow_upkeep_edit", args=[page.pk])
        yield Button("手入れ（担当・見直す日・自治体）", address, icon_name="date", priority=85)


class EmergencyItem(ActionMenuItem):
    name = PUBLISH
    label = "審査なしで公開（緊急）"
    icon_name = "warning"


class EmergencySnippetItem(SnippetActionMenuItem):
    name = PUBLISH
    label = EmergencyItem.label
    icon_name = EmergencyItem.icon_name


@hooks.register("construct_page_action_menu")
def page_actions(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Wagtail shows the button to superusers only (``ReviewedPageRights``): say what it is."""
    _last(items, EmergencyItem())


@hooks.register("construct_snippet_action_menu")
def record_actions(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Records with a review are published by it, or with a reason by a superuser."""
    if issubclass(context["model"], ReviewedRecord):
        _last(items, EmergencySnippetItem() if request.user.is_superuser else None)


def _last(items: list[Any], item: Any) -> None:
    """``item`` at the end instead of the button that publishes, where there is one."""
    others = [each for each in items if each.name != PUBLISH]
    if len(others) < len(items):
        items[:] = [*others, item] if item else others


@hooks.register("before_publish_page", order=100)  # after the gate: what is wrong is said first
@hooks.register("before_publish", order=100)
def ask_why(request: HttpRequest, subject: Any) -> HttpResponse | None:
    """The draft is stored; it becomes public on the next page, with the reason.

    Others than superusers are refused by ``publish()``, which says what to do instead.
    """
    asks = request.user.is_superuser and is_reviewed(subject)
    return redirect(emergency_address(subject)) if asks else None


@hooks.register("before_edit_page", order=-1)  # after the check for missing strings
def ask_why_of_translations(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The button of wagtail-localize would publish as nobody, and without a reason."""
    is_publication = request.method == "POST" and request.POST.get("action") == "publish"
    if not is_publication or not request.user.is_superuser:
        return None
    translation = managed(page)
    if translation is None:
        return None
    if page.workflow_in_progress:  # another draft would end it without a reason
        messages.error(request, UNDER_REVIEW)
        return redirect(reverse("workflow_translation", args=[translation.pk]))
    try:
        draft_translation(translation=translation, by=person_of(request))
    except ValidationError as unfit:
        messages.error(request, "".join(unfit.messages))
        return redirect(request.path)
    return redirect(emergency_address(page.specific))


@hooks.register("before_copy_page")
def copies_are_drafts(request: HttpRequest, page: Page) -> HttpResponse | None:
    if request.method != "POST" or not request.POST.get("publish_copies"):
        return None
    messages.error(request, COPIES)
    return redirect(request.path)


@hooks.register("before_delete_page")
def page_goes(request: HttpRequest, page: Page) -> None:
    if request.method == "POST":
        record_deletion(subjects=[page], by=request.user, at=now())
    else:
        warn_of_reviews(request, [page])


def warn_of_reviews(request: HttpRequest, subjects: list[Any]) -> None:
    """Before somebody confirms a deletion: which reviews would end with it."""
    going = [state for subject in subjects for state in open_reviews(subject)]
    if going:
        titles = "".join(f"「{each.names.heading}」" for each in listed(going)[:MOST_NAMED])
        messages.warning(request, ENDS_WITH_IT.format(len(going), titles))


@hooks.register("before_delete_snippet")
def record_goes(request: HttpRequest, found: list[Any]) -> None:
    reviewed = [each for each in found if isinstance(each, WorkflowMixin)]
    if request.method == "POST":
        record_deletion(subjects=reviewed, by=request.user, at=now())
    else:
        warn_of_reviews(request, reviewed)


@hooks.register("before_bulk_action")
def many_go(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    if action_type == "delete":
        reviewed = [each for each in objects if isinstance(each, WorkflowMixin)]
        record_deletion(subjects=reviewed, by=request.user, at=now())


@hooks.register("register_account_link")
def own_reviews(request: HttpRequest) -> tuple[str, str] | None:
    """For people who confirm for their municipality."""
    return (gettext("Reviews"), reverse("reviews")) if request.user.has_perm(CONFIRM) else None
