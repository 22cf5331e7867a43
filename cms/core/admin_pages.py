"""Pages by their numbers in the admin: what a person may not read has no title there either.

Wagtail filters what its chooser lists, but not the page whose inside is listed, nor pages that are
asked for by number; its workflow names a page in the message that refuses it, and its report on
page types the page of each type that was changed last.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.chooser import BrowseView, ChosenMultipleView
from wagtail.admin.views.pages import workflow
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page

from cms.core.numbers import key_of
from cms.core.querysets import closed_types
from cms.core.wagtail_hooks import choosable_pages


class BrowseReadableView(BrowseView):
    def get_object_list(self) -> Any:
        """Asked once the place is known: the number in the address, or what Wagtail chose."""
        refuse_unreadable(self.request, self.parent_page.pk)
        return super().get_object_list()


class ChosenReadableView(ChosenMultipleView):
    def get(self, request: HttpRequest) -> HttpResponse:
        numbers = [key_of(each) for each in request.GET.getlist("id")]
        found = choosable_pages(Page.objects.filter(pk__in=numbers), request)
        narrowed = request.GET.copy()
        narrowed.setlist("id", [str(pk) for pk in found.values_list("pk", flat=True)])
        request.GET = narrowed  # type: ignore[assignment]  # a copy serves the reader as well
        return super().get(request)


def refuse_unreadable(request: HttpRequest, pk: int) -> None:
    """Http404 for a page that the chooser would not list."""
    if not choosable_pages(Page.objects.filter(pk=pk), request).exists():
        raise Http404


def readable_only(view: Any) -> Any:
    """``view`` of one page, 404 for whoever may not read it."""

    def guarded(request: HttpRequest, page_id: int, **names: Any) -> Any:
        refuse_unreadable(request, page_id)
        return view.as_view()(request, page_id=page_id, **names)

    return require_admin_access(guarded)


class ReadableTypesUsageView(PageTypesUsageReportView):
    """Names the page of each type that was changed last: not of types one may not read."""

    def get_queryset(self) -> Any:
        return super().get_queryset().exclude(pk__in=closed_types(self.request.user))


browse = require_admin_access(BrowseReadableView.as_view())

urlpatterns = [  # in front of Wagtail's own
    path("reports/page-types-usage/", ReadableTypesUsageView.as_view()),
    path("reports/page-types-usage/results/", ReadableTypesUsageView.as_view(results_only=True)),
    path("choose-page/", browse),
    path("choose-page/<int:parent_page_id>/", browse),
    path("choose-page/chosen-multiple/", require_admin_access(ChosenReadableView.as_view())),
    path(
        "pages/workflow/preview/<int:page_id>/<int:task_id>/",
        readable_only(workflow.PreviewRevisionForTaskView),
    ),
    path(
        "pages/workflow/confirm_cancellation/<int:page_id>/",
        readable_only(workflow.ConfirmWorkflowCancellationView),
    ),
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        readable_only(workflow.WorkflowActionView),
    ),
    path(
        "pages/workflow/collect_action_data/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        readable_only(workflow.CollectWorkflowActionDataView),
    ),
]
