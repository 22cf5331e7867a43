"""What the admin says of a refused publication: one page, many at once, or a scheduled one."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.log_actions import LogFormatter
from wagtail.models import Page, PageLogEntry

from cms.core.publishing import REASON_FIRST, PublicationRefusedError


class RefusalFormatter(LogFormatter):
    label = "予約した公開の中止"

    def format_message(self, log_entry: PageLogEntry) -> str:
        return f"予約した公開を止めました。{log_entry.data.get('reason', '')}"


class PublishNothingTogether(PublishBulkAction):
    """What is published without a review needs a reason for each page: never many at once."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        messages.error(request, REASON_FIRST)
        back = get_valid_next_url_from_request(request)
        return redirect(back or reverse("wagtailadmin_explore_root"))


def refusal_message(refusal: PublicationRefusedError) -> str:
    return f"「{refusal.page}」{refusal.outcome}{refusal.reason}"


def address_of(refused: Any, person: Any) -> str:
    """Where ``person`` goes on with a page or record that was refused."""
    if isinstance(refused, Page):
        return reverse("wagtailadmin_pages:edit", args=[refused.pk])
    return AdminURLFinder(person).get_edit_url(refused) or reverse("wagtailadmin_home")


class RefusalMiddleware:
    """A refused publication leads back to the page with its reason, wherever it was asked for."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, PublicationRefusedError):
            return None
        messages.error(request, refusal_message(error))
        address = address_of(error.page, request.user)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":  # a dialog of the workflow
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)
