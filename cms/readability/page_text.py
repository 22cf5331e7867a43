"""What visitors read on a page, as passages for the linter: the fields that the search reads."""

from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.japanese.linting import Passage

# Readings and other spellings are no sentences; the description is shown by search engines.
NO_SENTENCES = {"kana", "other_names", "official_name", "law"}


def passages(page: Page) -> Iterator[Passage]:
    """The texts of this version of ``page``, each with the name of its field."""
    names = [field.field_name for field in page.search_fields if type(field) is index.SearchField]
    for name in dict.fromkeys(names):
        field = _field(page, name)
        if field is None or name in NO_SENTENCES:
            continue
        value = getattr(page, name)
        for text in _texts(field, value):
            yield Passage(str(getattr(field, "verbose_name", name)), text)


def _field(page: Page, name: str) -> models.Field | None:
    try:
        found = page._meta.get_field(name)
    except FieldDoesNotExist:  # words that the page computes for the search
        return None
    return found if isinstance(found, models.CharField | models.TextField | StreamField) else None


def _texts(field: models.Field, value: object) -> list[str]:
    if isinstance(field, StreamField):
        return [text for text in field.get_searchable_content(value) if text.strip()]
    return [str(value)] if value else []
