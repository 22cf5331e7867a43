"""The words that scripts of the admin print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

catalogue = JavaScriptCatalog.as_view(packages=["wagtail.admin", "cms.translation"])


def admin_words(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Wagtail's own catalogue and what we add to it, in the language that the editor chose."""
    return get_localized_response(catalogue, request, *args, **kwargs)
