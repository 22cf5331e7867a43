"""Pictures for the manual: as wide as the manual says, few colours, small files."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

WIDTH = 1280
COLOURS = 96  # screens of the admin are flat
LARGEST = 60_000  # bytes of one picture
FRAME = "(element, line) => {element.style.outline = line; element.style.outlineOffset = '3px'}"
SCROLL = """element => {
    element.style.scrollMarginTop = '110px';  // below the header that stays
    element.scrollIntoView({block: 'start', behavior: 'instant'});
}"""
LINE = "4px solid #d9480f"


def take(
    page: Page, path: Path, *, height: int, at: Locator | None, marks: Sequence[Locator]
) -> None:
    """The window with ``at`` near its top, ``height`` high, with a frame round ``marks``."""
    before = page.viewport_size
    page.set_viewport_size({"width": WIDTH, "height": height})
    if at is not None:
        at.first.evaluate(SCROLL)
    for mark in marks:
        mark.first.evaluate(FRAME, LINE)
    page.evaluate("document.fonts.ready")
    path.write_bytes(small(page.screenshot(animations="disabled", caret="hide")))
    for mark in marks:
        mark.first.evaluate(FRAME, "")
    if before:
        page.set_viewport_size(before)


def small(screenshot: bytes) -> bytes:
    picture = Image.open(io.BytesIO(screenshot)).convert("RGB").quantize(COLOURS)
    out = io.BytesIO()
    picture.convert("RGB").save(out, "WEBP", lossless=True, quality=100, method=6)
    return out.getvalue()
