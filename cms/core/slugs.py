"""Which slugs a page may have."""

from django.conf import settings
from django.core.exceptions import ValidationError

LANGUAGE_CODE = "言語の記号と同じスラッグは使えません。別のスラッグにしてください。"


def is_language_code(slug: str) -> bool:
    """Such a page would stand where the pages of a language do."""
    return slug in dict(settings.LANGUAGES)


def refuse_language_code(slug: str) -> None:
    if is_language_code(slug):
        raise ValidationError({"slug": LANGUAGE_CODE})
