"""What a change changes, field by field, by Wagtail's own comparison."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import override
from wagtail.models import Page

from cms.core.languages import default_language


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
        return [_change(each) for each in compared if each.has_changed()]


def _change(comparison: Any) -> Change:
    label = str(comparison.field_label())
    if comparison.is_field:
        return Change(label, [("", comparison.htmldiff())])
    rows = [row for row in comparison.get_child_comparisons() if row.has_changed()]
    return Change(
        label,
        [
            (str(field.field_label()), field.htmldiff())
            for row in rows
            for field in row.get_field_comparisons()
            if field.has_changed()
        ],
    )
