"""Addresses of the search. Nothing here writes the words anywhere but into the daily count."""

from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from cms.areas.models import Area
from cms.core.calendar import today
from cms.core.frame import kept
from cms.core.languages import default_language
from cms.search.asking import Question, read_question
from cms.search.presenters import result_context
from cms.search.searching import SearchOutcome, search_site, suggest
from cms.search.services import record_zero_result
from cms.search.sources import search_sources


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The result page; 200 whatever was asked."""
    prefectures = _prefectures(today())
    sources = search_sources()
    question = read_question(request.GET, sources=sources, prefectures=prefectures)
    outcome = _answer(request, question)
    context = result_context(question, outcome, sources=sources, prefectures=prefectures)
    headers = {"X-Robots-Tag": "noindex", "Cache-Control": _keeping(request)}
    return HttpResponse(render_to_string("search/search.html", context, request), headers=headers)


def _prefectures(on: date) -> list[Area]:
    return kept(f"prefectures-{on}", lambda: list(Area.objects.current(on).prefectures()))


def _keeping(request: HttpRequest) -> str:
    """A visitor's browser may go back to the results; what staff find stays nowhere."""
    return "private, no-store" if request.user.is_authenticated else "private, max-age=60"


@require_safe
@cache_control(private=True, max_age=60)
def suggestions(request: HttpRequest) -> JsonResponse:
    """At most eight public pages while somebody types; the page works without."""
    site = Site.find_for_request(request)
    found = suggest(request.GET.get("q", ""), language=_language(), on=today(), site=site)
    listed = [{"text": e.text, "url": e.url, "label": str(e.label)} for e in found]
    return JsonResponse({"suggestions": listed})


def _answer(request: HttpRequest, question: Question) -> SearchOutcome | None:
    if question.is_blank:
        return None
    outcome = search_site(
        question.text,
        reader=request.user,
        language=_language(),
        on=today(),
        site=Site.find_for_request(request),
        section=question.section,
        prefecture=question.prefecture,
        page=question.page,
    )
    _note_nothing(question, outcome)
    return outcome


def _note_nothing(question: Question, outcome: SearchOutcome) -> None:
    """Editors read which words led nowhere; a search that was narrowed tells nothing."""
    if outcome.is_empty and not question.section and not question.prefecture:
        record_zero_result(text=question.text, day=today())


def _language() -> str:
    return get_language() or default_language()
