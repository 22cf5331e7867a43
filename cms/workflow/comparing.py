"""What a change changes, field by field, by Wagtail's own comparison."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from typing import Any

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import override
from wagtail.admin.compare import FieldComparison, TextDiff
from wagtail.models import Page

from cms.core.blocks.choices import NO, YES
from cms.core.calendar import japanese_date, japanese_moment
from cms.core.languages import default_language

MARKS = ("addition", "deletion")  # classes by which Wagtail marks what came and went
# Labels of the fields of a block in which nothing stands.
UNFILLED = re.compile(r"\s*<dt>[^<]*</dt>\s*<dd>\s*(?:None|<dl>\s*</dl>)?\s*</dd>")


@dataclass(frozen=True)
class Change:
    """A field, and what differs as HTML that Wagtail escaped; of a list each differing part."""

    label: str
    parts: list[tuple[str, str]]  # label of the part (or nothing), what differs


def changes_between(before: Any, after: Any, request: HttpRequest) -> list[Change]:
    """Fields of the editing screen that differ between two states of a page or record."""
    is_page = isinstance(before, Page)
    handler = before.get_edit_handler() if is_page else before.snippet_viewset.get_edit_handler()
    panel = handler.get_bound_panel(instance=before, request=request, form=None)
    with override(default_language()):
        compared = [comparison(before, after) for comparison in panel.get_comparison()]
        changes = [_change(each) for each in compared if each.has_changed()]
        return [change for change in changes if change.parts]


def _change(comparison: Any) -> Change:
    label = str(comparison.field_label())
    if comparison.is_field:
        return Change(label, list(_seen("", comparison)))
    rows = comparison.get_child_comparisons()
    return Change(label, [part for row in rows for part in _parts(row)])


def _parts(row: Any) -> Iterator[tuple[str, str]]:
    """Of a row that came or went each filled field: Wagtail compares such a row with itself."""
    mark = "addition" if row.is_addition() else "deletion" if row.is_deletion() else ""
    for field in row.get_field_comparisons():
        label = str(field.field_label())
        if not mark:
            yield from _seen(label, field)
        elif field.val_a not in (None, "", False) and (text := _text(field)):
            yield label, TextDiff([(mark, text)]).to_html()


def _seen(label: str, comparison: Any) -> Iterator[tuple[str, str]]:
    """What somebody can see of a difference: saving alone renames blocks and line breaks."""
    if comparison.has_changed() and _lines(comparison.val_a) != _lines(comparison.val_b):
        shown = _difference(comparison)
        if any(mark in shown for mark in MARKS):
            yield label, shown


def _lines(value: Any) -> Any:
    return value.splitlines() if isinstance(value, str) else value


def _difference(comparison: Any) -> str:
    if not _is_plain(comparison):
        return SafeString(UNFILLED.sub("", comparison.htmldiff()))
    marked = zip(("deletion", "addition"), (comparison.val_a, comparison.val_b), strict=True)
    return TextDiff([(mark, text) for mark, value in marked if (text := told(value))]).to_html()


def _text(comparison: Any) -> str:
    """The value of a field that is compared with itself."""
    if _is_plain(comparison):
        return told(comparison.val_a)
    return unescape(strip_tags(comparison.htmldiff())).strip()


def _is_plain(comparison: Any) -> bool:
    """Whether Wagtail would show the value as Python writes it: days, moments, yes and no."""
    return bool(type(comparison).htmldiff is FieldComparison.htmldiff)


def told(value: Any) -> str:
    """A value as people read it; nothing for what is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime):
        return japanese_moment(value)
    return japanese_date(value) if isinstance(value, date) else str(value)
