"""What a change changes, field by field, by Wagtail's own comparison."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import override
from wagtail.models import Page

from cms.core.languages import default_language

MARKS = ("addition", "deletion")  # classes by which Wagtail marks what came and went


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
    rows = [row for row in comparison.get_child_comparisons() if row.has_changed()]
    fields = [field for row in rows for field in row.get_field_comparisons()]
    return Change(
        label, [part for field in fields for part in _seen(str(field.field_label()), field)]
    )


def _seen(label: str, comparison: Any) -> Iterator[tuple[str, str]]:
    """What somebody can see of a difference: saving alone renames blocks and line breaks."""
    if comparison.has_changed() and _lines(comparison.val_a) != _lines(comparison.val_b):
        shown = comparison.htmldiff()
        if any(mark in shown for mark in MARKS):
            yield label, shown


def _lines(value: Any) -> Any:
    return value.splitlines() if isinstance(value, str) else value
