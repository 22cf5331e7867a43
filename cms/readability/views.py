from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.core.languages import on_this_site
from cms.readability.switch import COOKIE, OFF, ON

LONGEST_ADDRESS = 2_000  # characters


class SeeOther(HttpResponseRedirect):
    status_code = 303


@csrf_exempt  # a token would put a cookie into every page; what is posted changes how pages look
@never_cache
@require_http_methods(["GET", "POST"])
def switch_furigana(request: HttpRequest) -> HttpResponse:
    """Remember the choice until the browser is closed, and go back to the page."""
    response = SeeOther(_page_before(request))
    wanted = request.POST.get("furigana")
    if wanted in (ON, OFF):
        response.set_cookie(
            COOKIE, wanted, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response


def _page_before(request: HttpRequest) -> str:
    """The path the reader came from; only paths of this site count."""
    path = request.POST.get("next", "")
    if not path.startswith("/") or len(path) > LONGEST_ADDRESS or path != on_this_site(path):
        return "/"
    safe = url_has_allowed_host_and_scheme(path, allowed_hosts={request.get_host()})
    return path if safe else "/"
