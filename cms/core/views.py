"""Addresses of the site as a whole: pages, robots, sitemap, health and error pages."""

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail import views as wagtail_views

from cms.core.languages import default_language
from cms.core.routing import route_for
from cms.core.sitemap import sitemap_entries


def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """A page of the tree: Wagtail's own view, with our way of finding the page."""
    request._wagtail_route_for_request = route_for(request, path)  # type: ignore[attr-defined]
    return wagtail_views.serve(request, path)


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        "Disallow: /sign-in/",
        "Disallow: /surveys/useful/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def sitemap(request: HttpRequest) -> HttpResponse:
    """All readable pages of all languages with alternates (Wagtail's own has one language)."""
    context = {"entries": sitemap_entries(request)}
    return render(request, "sitemap.xml", context, content_type="application/xml; charset=utf-8")


@require_safe
@cache_control(private=True, no_store=True)
def healthy(request: HttpRequest) -> HttpResponse:
    """For load balancers: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


def nothing_here(request: HttpRequest) -> HttpResponse:
    """An address of Wagtail that the portal does not have."""
    raise Http404


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Rendered without the request: its host or body may be what cannot be read."""
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token, usually one that was left open: ``CSRF_FAILURE_VIEW``."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without database and context: whatever failed must not fail again."""
    with translation.override(default_language()):
        return HttpResponse(render_to_string("500.html"), status=500)
