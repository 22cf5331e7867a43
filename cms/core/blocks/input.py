"""What forms of blocks send: read with care, because a stored block that breaks, breaks its page.

A browser sends nothing of what is refused here; it is answered with 400. Half of a sign (a lone
surrogate, as from an emoji cut in two) can come from a person and is dropped: nobody reads it, and
neither a page nor PostgreSQL can hold it.
"""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import SuspiciousOperation

from cms.core.content.markup import NUMBERED, read_markup
from cms.core.numbers import key_of

UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)


def reading(read: Callable[..., Any], *args: Any) -> Any:
    """``read(*args)``; SuspiciousOperation where what was sent has no such shape."""
    try:
        return read(*args)
    except BROKEN as error:
        raise SuspiciousOperation("A block of another shape was sent.") from error


def writable(text: str) -> str:
    return UNWRITABLE.sub("", text)


def checked_markup(source: str) -> str:
    """Rich text whose links name pages and files by numbers that may exist."""
    for anchor in read_markup(source).anchors:
        if anchor.kind in NUMBERED and not key_of(anchor.target):
            raise SuspiciousOperation("A link without a number was sent.")
    return writable(source)


def checked_table(table: Any) -> dict[str, Any] | None:
    """A table as the editor sends it: ``data`` is a list of rows of words."""
    if table is None:
        return None
    rows = table["data"] or []
    caption = writable(table.get("table_caption") or "")
    return {
        **table,
        "data": [[_cell(cell) for cell in row] for row in rows],
        "table_caption": caption,
    }


def _cell(cell: Any) -> str | float | None:
    if isinstance(cell, str):
        return writable(cell)
    if cell is not None and not isinstance(cell, int | float):
        raise TypeError(cell)
    return cell
