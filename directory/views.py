"""Addresses of the directory. Each is a route of DirectoryIndexPage."""

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

from cms.areas.finding import answering_chain, find_areas
from cms.areas.models import Area
from cms.core.calendar import now, today
from cms.core.languages import default_language
from cms.core.middleware import permissions_policy
from directory import nearby, presenters, selectors
from directory.models import DirectoryIndexPage, Office

TOWNS_SECONDS = 60 * 60


def entrance(page: DirectoryIndexPage, request: HttpRequest) -> HttpResponse:
    """The start page, or where ``?q=`` leads: one place at once, several to choose, or help."""
    typed = request.GET.get("q")
    if typed is None:
        context = presenters.index_context(request, at=now())
        context["offers_nearest"] = nearby.is_offered(on=today())
        response = page.render(request, context_overrides=context)
        response.headers["Permissions-Policy"] = permissions_policy("geolocation")
        return response
    matches = find_areas(typed, on=today())
    if matches.only is not None:
        return redirect(presenters.place_address(matches.only))
    context = presenters.choose_context(matches, request, at=now())
    return page.render(request, context_overrides=context, template="directory/choose_page.html")


def towns(page: DirectoryIndexPage, request: HttpRequest) -> HttpResponse:
    """Where towns are, the same for everybody: the browser alone knows where the visitor is."""
    response = JsonResponse({"towns": nearby.towns(on=today())})
    patch_cache_control(response, public=True, max_age=TOWNS_SECONDS)
    return response


def place(page: DirectoryIndexPage, request: HttpRequest, code6: str) -> HttpResponse:
    """The page of an area; an abolished one leads to the area of today for good."""
    found = selectors.place_at(code6, on=today())
    if found is None:
        raise Http404
    area, below = found
    if not area.is_current(today()):
        return moved(area)
    languages = [page.language, default_language()]
    editorial = selectors.editorial_page(area, languages=languages, reader=request.user)
    context = presenters.place_context(area, request, at=now(), below=below, editorial=editorial)
    context["addresses"] = presenters.addresses_of(f"/directory/{code6}/", page, request)
    return page.render(request, context_overrides=context, template="directory/place_page.html")


def moved(area: Area) -> HttpResponse:
    """To the area that took over an abolished one; missing when none did."""
    successor = answering_chain(area)[0]
    if successor.pk == area.pk:
        raise Http404
    return HttpResponsePermanentRedirect(presenters.place_address(successor))


def office(page: DirectoryIndexPage, request: HttpRequest, external_id: str) -> HttpResponse:
    """One office with everything that is known, to print and to pass on."""
    desk = selectors.office_at(external_id, reader=request.user, at=now())
    if desk is None:
        raise Http404
    return _office_page(desk, page, request)


def office_preview(draft: Office, request: HttpRequest) -> HttpResponse:
    """A draft as its page would be, for editors and reviewers; no page without a directory."""
    page = DirectoryIndexPage.objects.in_language(default_language()).first()
    if page is None:
        raise Http404
    return _office_page(selectors.desk_of(draft, at=now()), page, request)


def _office_page(
    desk: selectors.Desk, page: DirectoryIndexPage, request: HttpRequest
) -> HttpResponse:
    context = presenters.office_context(desk, request, at=now())
    path = f"/directory/offices/{desk.office.external_id}/"
    context["addresses"] = presenters.addresses_of(path, page, request)
    return page.render(request, context_overrides=context, template="directory/office_page.html")
