"""Questionnaires as visitors meet them. Behind a link nothing is kept by caches or listed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.calendar import now, today
from cms.core.tickets import keep_secret
from cms.surveys import presenters
from cms.surveys.journey import Journey, post_screen
from cms.surveys.links import read_context
from cms.surveys.models import Survey
from cms.surveys.sittings import RefusedError, begin_sitting, find_sitting


@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """The questionnaires that everybody may answer now, and results that everybody may see."""
    return render(request, "surveys/index.html", presenters.list_page(on=today()))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """The first screen of a questionnaire; its first post makes a link to come back to."""
    survey = get_object_or_404(Survey, slug=slug, is_active=True)
    secret = presenters.posted_secret(request)
    context = read_context(request.GET.get("about", "")[:300])
    try:
        sitting = begin_sitting(survey=survey, secret=secret, on=today(), context=context)
    except RefusedError as refused:
        return _refused(request, survey, refused)
    return _answered(request, Journey(sitting, request, at=now()))


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: HttpRequest, slug: str, secret: str) -> HttpResponse:
    """A questionnaire by the link of one respondent, or of somebody who began before."""
    survey = get_object_or_404(Survey, slug=slug, is_active=True)
    try:
        sitting = find_sitting(survey=survey, secret=secret, on=today())
    except RefusedError as refused:
        return _refused(request, survey, refused)
    return _answered(request, Journey(sitting, request, at=now()))


def _answered(request: HttpRequest, journey: Journey) -> HttpResponse:
    try:
        address = post_screen(journey) if request.method == "POST" else ""
    except RefusedError as refused:
        return _refused(request, journey.sitting.survey, refused)
    if address:
        return keep_secret(redirect(address))
    return keep_secret(render(request, journey.template, presenters.screen_page(journey)))


def _refused(request: HttpRequest, survey: Survey, refused: RefusedError) -> HttpResponse:
    context, status = presenters.refused_page(survey, refused.reason, on=today())
    return keep_secret(render(request, "surveys/refused.html", context, status=status))


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    survey = get_object_or_404(Survey, slug=slug, is_active=True)
    context = presenters.thanks_page(survey, on=today())
    return keep_secret(render(request, "surveys/thanks.html", context))


@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Protected results, where and when the questionnaire says that everybody may see them."""
    survey = get_object_or_404(Survey, slug=slug, is_active=True)
    context = presenters.results_page(survey, on=today())
    if context is None:
        raise Http404
    return render(request, "surveys/results.html", context)
