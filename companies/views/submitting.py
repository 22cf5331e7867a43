"""The way of a company: form, documents, agreement, receipt. The link is its whole sign-in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cms.assets.refusals import RefusedFileError
from cms.core.calendar import now, today
from cms.core.tickets import keep_secret
from cms.records.addresses import client_address
from companies import presenters
from companies.forms import CompanyForm, ConsentForm, EvidenceForm, LinkForm
from companies.models import Submission
from companies.services.submitting import (
    SubmittingError,
    add_evidence,
    begin_submission,
    change_submission,
    remove_evidence,
    renew_links,
    send_submission,
    withdraw_consent,
)

Case = Callable[..., HttpResponse]


def begin(request: HttpRequest) -> HttpResponse:
    """Step 1. What is right is kept at once as a draft with a link, so that nothing gets lost."""
    form = CompanyForm(request.POST or None, address=client_address(request), on=today())
    if request.method == "POST" and form.is_valid():
        content, contact = form.cleaned_content(), form.contact()
        try:
            opened = begin_submission(content=content, contact=contact, at=now())
            return keep_secret(redirect("company_submission", opened.secret))
        except SubmittingError as error:
            form.add_error("contact_email", presenters.words_of(error))
    return render(request, "companies/submit.html", presenters.form_context(form))


def by_ticket(view: Case) -> Case:
    """Hands the submission of the link to ``view``; one page for every link that opens none."""

    @wraps(view)
    def opened(request: HttpRequest, secret: str, *args: Any, **kwargs: Any) -> HttpResponse:
        found = Submission.objects.of_ticket(secret, on=today()).select_related("page").first()
        if found is None:
            return keep_secret(render(request, "companies/link_lost.html", status=404))
        try:
            return keep_secret(view(request, found, secret, *args, **kwargs))
        except SubmittingError as error:
            return keep_secret(_case(request, found, secret, refusal=presenters.words_of(error)))

    return opened


def _case(request: HttpRequest, found: Submission, secret: str, **more: Any) -> HttpResponse:
    context = presenters.case_context(found, secret, on=today())
    return render(request, "companies/case.html", {**context, **more})


@by_ticket
def submission(request: HttpRequest, found: Submission, secret: str) -> HttpResponse:
    """Where the submission stands, what is missing, and its receipt."""
    return _case(request, found, secret)


@by_ticket
def edit(request: HttpRequest, found: Submission, secret: str) -> HttpResponse:
    form = CompanyForm(
        request.POST or None,
        initial=presenters.initial_for(found),
        address=client_address(request),
        on=today(),
    )
    if request.method == "POST" and form.is_valid():
        content, contact = form.cleaned_content(), form.contact()
        change_submission(submission=found, content=content, contact=contact, at=now())
        return redirect("company_submission", secret)
    return render(request, "companies/submit.html", presenters.form_context(form, secret=secret))


@require_POST
@by_ticket
def upload(request: HttpRequest, found: Submission, secret: str) -> HttpResponse:
    form = EvidenceForm(request.POST, request.FILES, address=client_address(request))
    if form.is_valid():
        try:
            add_evidence(submission=found, file=form.cleaned_data["file"], at=now())
            return redirect("company_submission", secret)
        except RefusedFileError as refusal:
            form.add_error("file", refusal)
    return _case(request, found, secret, evidence_form=form)


@require_POST
@by_ticket
def remove(request: HttpRequest, found: Submission, secret: str, number: int) -> HttpResponse:
    remove_evidence(submission=found, number=number, at=now())
    return redirect("company_submission", secret)


@require_POST
@by_ticket
def send(request: HttpRequest, found: Submission, secret: str) -> HttpResponse:
    form = ConsentForm(request.POST, address=client_address(request))
    if form.is_valid():
        send_submission(submission=found, secret=secret, at=now())
        return redirect("company_submission", secret)
    return _case(request, found, secret, consent_form=form)


@require_POST
@by_ticket
def withdraw(request: HttpRequest, found: Submission, secret: str) -> HttpResponse:
    withdraw_consent(submission=found, at=now())
    return redirect("company_submission", secret)


def new_link(request: HttpRequest) -> HttpResponse:
    """The answer is the same whether there is a submission of that mail address or not."""
    form = LinkForm(request.POST or None, address=client_address(request))
    is_done = request.method == "POST" and form.is_valid()
    if is_done:
        renew_links(email=form.cleaned_data["contact_email"], on=today())
    return render(request, "companies/new_link.html", {"form": form, "is_done": is_done})
