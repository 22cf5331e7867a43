"""The words that scripts of the admin print."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response

from cms.translation.catalogues import PACKAGES_ROOT

catalogue = JavaScriptCatalog.as_view(packages=["wagtail.admin", "cms.translation"])


class TranslatorCatalogue(JavaScriptCatalog):
    """Words of wagtail-localize's screens in the Japanese that it does not bring."""

    packages = ["wagtail_localize"]

    def get_paths(self, packages: list[str]) -> list[str]:
        return [str(PACKAGES_ROOT), *super().get_paths(packages)]


translator_catalogue = TranslatorCatalogue.as_view()


def admin_words(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Wagtail's own catalogue and what we add to it, in the language that the editor chose."""
    return get_localized_response(catalogue, request, *args, **kwargs)


def translator_words(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    return get_localized_response(translator_catalogue, request, *args, **kwargs)
