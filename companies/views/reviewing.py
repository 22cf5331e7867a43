"""The review in the admin: what companies sent, their documents, and the decision."""

from typing import Any

import django_filters
from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, View
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.origin import origin_of, person_of
from cms.assets.serving import Sending, send
from cms.records.choices import Action
from cms.records.services import record_access
from companies import review
from companies.choices import Status
from companies.forms import DecisionForm
from companies.models import EvidenceFile, Submission
from companies.services.reviewing import ReviewError

TITLE = "会社からの情報"
VIEW = "companies.view_submission"
KEEP = "companies.change_submission"
SENT = [choice for choice in Status.choices if choice[0] != Status.DRAFT]


class SubmissionFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label="状態", choices=SENT)
    name = django_filters.CharFilter(label="会社名", lookup_expr="icontains", max_length=100)

    class Meta:
        model = Submission
        fields = ["status", "name"]


class SubmissionsView(PermissionRequiredMixin, BaseListingView):
    """What was sent, the longest waiting first; drafts of companies are nobody's business yet."""

    permission_required = VIEW
    raise_exception = True
    model = Submission
    template_name = "wagtailadmin/generic/listing.html"
    results_template_name = "wagtailadmin/generic/listing_results.html"
    page_title = TITLE
    header_icon = "mail"
    index_url_name = index_results_url_name = "companies_submissions"
    filterset_class = SubmissionFilterSet
    paginate_by = 50
    columns = [
        TitleColumn("name", label="会社名", url_name="companies_submission"),
        Column("number", label="受付番号"),
        Column("status", label="状態", accessor="get_status_display"),
        Column("sent_at", label="送られた日", accessor=review.sent_words),
        Column("page", label="ページ", accessor=review.page_words),
    ]

    def get_queryset(self) -> QuerySet[Submission]:
        return self.filter_queryset(review.waiting_first())


class SubmissionView(PermissionRequiredMixin, WagtailAdminTemplateMixin, FormView):
    """One submission beside the page of the company, and what becomes of it."""

    permission_required = KEEP
    raise_exception = True
    form_class = DecisionForm
    template_name = "companies/admin/review.html"
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.has_perm(KEEP):
            found = Submission.objects.to_review().select_related("page", "decided_by")
            self.submission = get_object_or_404(found, pk=kwargs["pk"])
            self.page_title = self.submission.name
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Names and mail addresses of people are shown: it is recorded who looked."""
        self.record(Action.VIEWED, self.submission)
        return super().get(request, *args, **kwargs)

    def record(self, action: Action, target: Any) -> None:
        origin = origin_of(self.request)
        record_access(
            at=origin.at,
            action=action,
            actor=person_of(self.request),
            target=target,
            address=origin.address,
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        may_publish = review.may_publish(self.submission, person_of(self.request))
        return {**super().get_form_kwargs(), "may_publish": may_publish}

    def get_initial(self) -> dict[str, Any]:
        return {"version": self.submission.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **review.review_context(self.submission)}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("companies_submissions"), "label": TITLE}
        here = {"url": "", "label": self.submission.name}
        return [*super().get_breadcrumbs_items(), above, here]

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            person = person_of(self.request)
            told = review.decide(self.submission, form.cleaned_data, by=person)
        except ReviewError as error:
            messages.error(self.request, str(error))
            return redirect("companies_submission", self.submission.pk)
        messages.success(self.request, told)
        return redirect("companies_submissions")


class EvidenceView(PermissionRequiredMixin, View):
    """A document of a company: saved, never shown inside the site; each opening is recorded."""

    permission_required = VIEW
    raise_exception = True

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        sent = EvidenceFile.objects.exclude(submission__status=Status.DRAFT)
        evidence = get_object_or_404(sent.select_related("submission"), pk=pk)
        sending = Sending(evidence.file, evidence.name, evidence.digest, True, True)
        try:
            response = send(request, sending)
        except FileNotFoundError as missing:
            raise Http404 from missing
        origin = origin_of(request)
        record_access(
            at=origin.at,
            action=Action.DOWNLOADED,
            actor=person_of(request),
            target=evidence,
            label=f"{evidence.submission.number} {evidence.name}",
            address=origin.address,
        )
        return response
