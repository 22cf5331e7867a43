"""Guards the addresses of pages and translations in the admin before their views are asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from cms.core.middleware import GetResponse
from cms.translation.guarding import PLACES, refuse_strangers


class TranslationGuardMiddleware:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, names: Any) -> None:
        if request.path_info.startswith(PLACES) and request.user.is_authenticated:
            refuse_strangers(request.user, request.path_info, names)
