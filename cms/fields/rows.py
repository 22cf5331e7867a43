"""Rows of one form that may not say the same thing twice."""

from typing import Any


def refuse_repeated(rows: Any, name: str, message: str) -> None:
    """Say what is wrong at the second row of a formset: Django would name columns."""
    seen = set()
    for row in rows.forms:
        value = row.cleaned_data.get(name) if row.is_valid() else None
        if value in (None, "") or row.cleaned_data.get("DELETE"):
            continue
        if value in seen:
            row.add_error(name, message)
        seen.add(value)
