"""The views of Wagtail that hand a page in: what is refused there is stored as a draft."""

from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.urls import ResolverMatch
from wagtail.admin import messages
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from cms.core.refusals import refusal_message
from cms.workflow.readiness import NotHandedInError

HANDS_IN = {"action-submit", "action-restart-workflow"}


class HandsIn:
    """A view that stores a draft and begins its review, or says why not and stores it only.

    Wagtail stores, takes up and restarts in separate steps. All of them are undone, and the same
    form is taken once more without the wish to hand it in: nothing typed is lost, nothing half
    begun stays.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        post = super().post  # type: ignore[misc]  # of the view it stands before
        if not HANDS_IN & request.POST.keys():
            return post(request, *args, **kwargs)
        try:
            with transaction.atomic():
                return post(request, *args, **kwargs)
        except NotHandedInError as refusal:
            return saved_only(request, refusal)


def saved_only(request: HttpRequest, refusal: NotHandedInError) -> HttpResponseBase:
    typed = request.POST.copy()
    for name in HANDS_IN:
        typed.pop(name, None)
    request.POST = typed  # type: ignore[assignment]  # a copy serves the reader as well
    match = cast(ResolverMatch, request.resolver_match)
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    messages.error(request, refusal_message(refusal))
    return response


class AddPageView(HandsIn, CreateView):
    pass


class EditPageView(HandsIn, EditView):
    def send_commenting_notifications(self, changes: Any) -> None:
        """Once it is stored: what a refused hand-in noted is undone, and noted again as a draft."""
        send = super().send_commenting_notifications
        transaction.on_commit(lambda: send(changes))


class ReviewedPageViewSet(PageViewSet):
    """Of every page; takes the place of Wagtail's own."""

    add_view_class = AddPageView
    edit_view_class = EditPageView
