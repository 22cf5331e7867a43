"""The words of a page that are translated, and one digest of them."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments


def strings_of(page: Page) -> list[str]:
    """The translatable words of a specific page, as translators are given them."""
    found = [each for each in extract_segments(page) if isinstance(each, StringSegmentValue)]
    return [segment.string.data for segment in found]


def digest_of(page: Page) -> str:
    """SHA-256 of the fields of a specific page that are translated, in order.

    Facts between the words of a stream (which amount, which number) count, because translations get
    them with their next words; the identifiers of blocks do not: typed again is the same text.
    """
    model = type(page)
    fields = [
        each.get_field(model)
        for each in get_translatable_fields(model)
        if isinstance(each, TranslatableField)
    ]
    parts = [(field.name, _content(field, page)) for field in fields]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, default=str).encode()).hexdigest()


def _content(field: Any, page: Page) -> Any:
    value = field.value_from_object(page)
    return list(_leaves(value.get_prep_value())) if isinstance(field, StreamField) else value


def _leaves(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        for name, value in sorted(data.items()):  # PostgreSQL keeps keys in an order of its own
            if name != "id":
                yield from _leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value)
    else:
        yield data
