"""What the admin shows and refuses: pages private by class, pages that may not be published."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet

from cms.core.admin_api import PagesAPI
from cms.core.calendar import now
from cms.core.languages import default_language
from cms.core.models import SectionPage
from cms.core.models.private import ALIASED, OUTSIDE
from cms.core.numbers import key_of
from cms.core.publishing import (
    REFUSED,
    TRANSLATED_INSTEAD,
    first_day_of,
    stands_for_japanese,
)
from cms.core.querysets import Reader, closed_to, closed_types, read_permission_of
from cms.core.refusals import PublishNothingTogether, RefusalFormatter
from cms.core.slugs import LANGUAGE_CODE, is_language_code

WRITING = ("add", "change", "publish")


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("core/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_js() -> str:
    return format_html('<script src="{}"></script>', static("core/admin.js"))


@hooks.register("construct_page_chooser_queryset")
def choosable_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Choosers list the whole tree to everybody in the admin: not what they may not read."""
    return pages.exclude(_hidden_from(request.user))


@hooks.register("construct_explorer_page_queryset")
def explorable_pages(parent: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Wagtail lists what a person has rights on: not what they may not read."""
    return pages.exclude(_hidden_from(request.user))


def _hidden_from(reader: Reader) -> Q:
    """Who writes Japanese pages sees restricted ones too; others, translators among them, do not.

    Private types stay closed to everybody without their right.
    """
    written = page_permission_policy.instances_user_has_any_permission_for(reader, WRITING)
    if written.filter(locale__language_code=default_language()).exists():
        return Q(content_type__in=closed_types(reader))
    return closed_to(reader)


@hooks.register("before_move_page")
def refuse_moving_out(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Wagtail refuses it too, without a word why (and says it itself for many pages at once)."""
    model = page.specific_class
    if not read_permission_of(model) or model.can_exist_under(destination):
        return None
    return _refused(request, page, OUTSIDE)


@hooks.register("before_copy_page")
def refuse_copying_out(request: HttpRequest, page: Page) -> HttpResponse | None:
    model = page.specific_class
    if request.method != "POST" or not read_permission_of(model):
        return None
    if request.POST.get("alias"):
        return _refused(request, page, ALIASED)
    number = key_of(request.POST.get("new_parent_page", ""))
    destination = Page.objects.filter(pk=number).first()
    if destination is None or model.can_exist_under(destination):
        return None
    return _refused(request, page, OUTSIDE)


@hooks.register("before_copy_page")
def refuse_copying_to_language(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The form of copies does not ask the page, which would refuse its slug without words."""
    slug = request.POST.get("new_slug", "").strip()
    return _refused(request, page, LANGUAGE_CODE) if is_language_code(slug) else None


@hooks.register("before_convert_alias_page")
def refuse_converting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """An alias of a private page is a mistake to delete; one in another language is translated."""
    if read_permission_of(page.specific_class):
        return _refused(request, page, ALIASED)
    return _refused(request, page, TRANSLATED_INSTEAD) if stands_for_japanese(page) else None


@hooks.register("before_publish_page")
def refuse_unready(request: HttpRequest, page: Page) -> None:
    """The button of the admin publishes without ``publish()``: asked before anything is written."""
    if isinstance(page, SectionPage):
        page.refuse_publication(on=first_day_of(page, at=now()))


@hooks.register("construct_admin_api")
def pages_of_the_api(router: Any) -> None:
    router.register_endpoint("pages", PagesAPI)


def _refused(request: HttpRequest, page: Page, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


# After Wagtail's own, so that this one is kept.
hooks.register("register_bulk_action", PublishNothingTogether, order=100)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(REFUSED)(RefusalFormatter)
