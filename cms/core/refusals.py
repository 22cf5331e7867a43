"""What the admin says of a refused publication: one page, many at once, or a scheduled one."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.log_actions import LogFormatter
from wagtail.models import Page, PageLogEntry

from cms.core.publishing import PublicationRefusedError


class RefusalFormatter(LogFormatter):
    label = "予約した公開の中止"

    def format_message(self, log_entry: PageLogEntry) -> str:
        return f"予約した公開を止めました。{log_entry.data.get('reason', '')}"


class PublishSoundPages(PublishBulkAction):
    """Publishes what may be published and names the pages that were refused."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused: list[PublicationRefusedError] = []

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "refused": self.refused}

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: Any = None,
        refused: list[PublicationRefusedError] | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        refusals = [] if refused is None else refused
        pages = list(objects)
        parents = [_publish(page, user, refusals) for page in pages]
        drafts = [draft for page in pages if include_descendants for draft in _drafts(page, user)]
        children = [_publish(draft, user, refusals) for draft in drafts]
        return sum(parents), sum(children)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        for refusal in self.refused:
            messages.error(self.request, refusal_message(refusal))
        if not num_parent_objects + num_child_objects:
            return None
        return super().get_success_message(num_parent_objects, num_child_objects)


def _publish(page: Page, user: Any, refused: list[PublicationRefusedError]) -> int:
    """1 when ``page`` was published, 0 when it was refused; nothing of a refused one is kept."""
    try:
        with transaction.atomic():
            return PublishBulkAction.execute_action([page], user=user)[0]
    except PublicationRefusedError as refusal:
        refused.append(refusal)
        return 0


def _drafts(page: Page, user: Any) -> list[Page]:
    """Pages below ``page`` that are not public and that ``user`` may publish."""
    below = page.get_descendants().not_live().defer_streamfields().specific()
    return [
        draft for draft in below if user is None or draft.permissions_for_user(user).can_publish()
    ]


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
