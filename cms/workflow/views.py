"""The pages of a review, for people of the agency and of municipalities, on any device."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.generic import TemplateView, View

from cms.accounts.origin import person_of
from cms.core.calendar import japanese_moment, now
from cms.core.models.private import keep_private
from cms.core.numbers import key_of
from cms.core.publishing import PublicationRefusedError
from cms.workflow.forms import (
    APPROVE,
    COMMENT,
    LONGEST,
    REJECT,
    DecisionForm,
    DelegateForm,
    SkipForm,
)
from cms.workflow.models import ReviewState
from cms.workflow.presenters import list_context, review_context
from cms.workflow.selectors import gone_review, may_see, scheduled_for
from cms.workflow.services.deciding import comment_on, decide, delegate, skip_fact_check
from cms.workflow.subjects import subject_of

TYPED = ("comment", f"{DelegateForm.prefix}-words", f"{SkipForm.prefix}-reason")


class ReviewsView(LoginRequiredMixin, TemplateView):
    template_name = "workflow/reviews.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**list_context(self.request), **kwargs)


class OfReview(LoginRequiredMixin, View):
    """One step. 404 for whom it does not concern; words where its page or record was deleted."""

    state: ReviewState

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        number = key_of(kwargs["pk"])
        found = ReviewState.objects.for_lists().filter(pk=number).first()
        if found is None or subject_of(found) is None:
            return gone(request, number)
        if not may_see(found, request.user):
            raise Http404
        self.state = found
        return keep_private(cast(HttpResponse, super().dispatch(request, *args, **kwargs)))

    def shown(self, *, status: int = 200, **forms: Any) -> HttpResponse:
        context = review_context(self.state, self.request, **forms)
        return render(self.request, "workflow/review.html", context, status=status)

    def refused(self, refusal: PublicationRefusedError, **typed: Any) -> HttpResponse:
        """The step as it is stored, what was typed, and why it did not count.

        Wagtail decides on the object in memory before the last step publishes: what was rolled
        back in the database still stands in it.
        """
        stored = ReviewState.objects.for_lists().filter(pk=self.state.pk).first()
        if stored is None:
            return gone(self.request, self.state.pk)
        for form in typed.values():
            form.add_error(None, refusal.reason)
        self.state = stored
        return self.shown(**typed)

    def done(self, words: str) -> HttpResponse:
        messages.success(self.request, words)
        return redirect("reviews")


def gone(request: HttpRequest, pk: int) -> HttpResponse:
    record = gone_review(pk, request.user)
    if record is None:
        raise Http404
    context = {"record": record, "typed": typed_words(request)}
    return keep_private(render(request, "workflow/gone.html", context, status=410))


def typed_words(request: HttpRequest) -> str:
    """What the forms of a step were sent with, to be copied: nothing takes it any more."""
    sent = [request.POST.get(name, "").strip() for name in TYPED]
    return "\n".join(filter(None, sent))[:LONGEST]


class ReviewView(OfReview):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        action = request.POST.get("action", "")
        if action not in (APPROVE, REJECT, COMMENT):
            return redirect("review", pk=pk)
        form = DecisionForm(request.POST, step=self.state.task.specific.step, action=action)
        if not form.is_valid():
            return self.shown(decision=form)
        try:
            return self.done(self.act(action, form.cleaned_data))
        except PublicationRefusedError as refusal:
            return self.refused(refusal, decision=form)

    def act(self, action: str, data: dict[str, Any]) -> str:
        """Do it; returns the sentence that tells it."""
        by = person_of(self.request)
        if action == COMMENT:
            comment_on(state=self.state, by=by, at=now(), words=data["comment"])
            return gettext("Your opinion was kept and sent to the others.")
        decide(state=self.state, action=action, by=by, **data)
        if action == REJECT:
            return gettext("Sent back with your reason.")
        moment = scheduled_for(self.state)
        if moment is None:
            return gettext("Approved. Thank you.")
        words = gettext("Approved. It becomes public on %(moment)s.")
        return words % {"moment": japanese_moment(moment)}


class HandOnView(OfReview):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        by = person_of(request)
        form = DelegateForm(request.POST, state=self.state, by=by)
        if not form.is_valid():
            return self.shown(handing=form)
        try:
            delegate(state=self.state, by=by, at=now(), **form.cleaned_data)
        except PublicationRefusedError as refusal:
            return self.refused(refusal, handing=form)
        return self.done(gettext("They were asked by mail."))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect("review", pk=pk)


class SkipView(OfReview):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        form = SkipForm(request.POST)
        if not form.is_valid():
            return self.shown(skipping=form)
        by = person_of(request)
        try:
            skip_fact_check(state=self.state, by=by, at=now(), **form.cleaned_data)
        except PublicationRefusedError as refusal:
            return self.refused(refusal, skipping=form)
        return self.done(gettext("The review goes on; your reason stays on record."))

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect("review", pk=pk)


class PreviewView(OfReview):
    """The version under review as visitors would see it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        draft = self.state.revision.as_object()
        if not getattr(draft, "preview_modes", None):
            raise Http404
        shown: HttpResponse = draft.make_preview_request(request, draft.default_preview_mode)
        return shown
