"""Languages that words of the finder can be written in beside Japanese."""

from django.conf import settings

from cms.core.languages import default_language


def other_languages() -> list[tuple[str, str]]:
    """(code, name) of every configured language but Japanese."""
    return [(code, name) for code, name in settings.LANGUAGES if code != default_language()]
