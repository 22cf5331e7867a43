"""Who sees furigana: whoever switched them on, and readers of やさしい日本語 from the beginning."""

from django.http import HttpRequest

from cms.core.languages import SIMPLE_JAPANESE, default_language

COOKIE = "furigana"
ON, OFF = "on", "off"


def language_of(request: HttpRequest) -> str:
    """The language of the address, whatever language a view made active meanwhile."""
    return getattr(request, "LANGUAGE_CODE", default_language())


def has_furigana(request: HttpRequest) -> bool:
    """Whether the pages of this language can have readings at all."""
    japanese = language_of(request) in (default_language(), SIMPLE_JAPANESE)
    return japanese and not request.path.startswith("/admin/")


def is_chosen(request: HttpRequest) -> bool:
    """Whether the reader has decided; else the language decides."""
    return request.COOKIES.get(COOKIE) in (ON, OFF)


def is_on(request: HttpRequest) -> bool:
    if not has_furigana(request):
        return False
    if is_chosen(request):
        return request.COOKIES[COOKIE] == ON
    return language_of(request) == SIMPLE_JAPANESE
