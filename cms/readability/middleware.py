"""Furigana on finished pages, and what caches may do with them."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from cms.japanese.ruby import add_ruby
from cms.readability.dictionary import current_readings
from cms.readability.switch import has_furigana, is_chosen, is_on

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]


class FuriganaMiddleware:
    """Stands outside ``CachingMiddleware``, inside compression and the conditional answers.

    Titles, attributes, feeds, structured data, search and excerpts never hold a reading: it is
    added to the text of the page on its way out, and to nothing else.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not has_furigana(request) or not _is_page(response):
            return response
        patch_vary_headers(response, ["Cookie"])
        if is_chosen(request) and "public" in response.headers.get("Cache-Control", ""):
            patch_cache_control(response, private=True)
        if is_on(request):
            _annotate(response)
        return response


def _is_page(response: HttpResponse) -> bool:
    return (
        not response.streaming
        and response.headers.get("Content-Type", "").startswith("text/html")
        and not response.has_header("Content-Disposition")
        and not response.has_header("Content-Encoding")
    )


def _annotate(response: HttpResponse) -> None:
    """A page whose readings fail is a page without readings, not an error."""
    try:
        page = response.content.decode(response.charset)
        response.content = add_ruby(page, current_readings()).encode(response.charset)
    except Exception:
        logger.exception("No furigana for this page")
    if response.has_header("Content-Length"):
        response.headers["Content-Length"] = str(len(response.content))
