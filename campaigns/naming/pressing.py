"""The layer of words onto the ground, as a PDF for print or as a picture.

Runs as a program of its own, with limits: ``python pressing.py GROUND OPTIONS < LAYER`` prints the
result. GROUND is a PDF that somebody uploaded; pdfium serves one thread at a time. OPTIONS is JSON:
width, height, bleed, margin (mm), dpi (null for a PDF).
"""

import json
import math
import resource
import sys
from io import BytesIO
from typing import Any

MEMORY = 2 * 1024**3  # bytes of address space
PROCESSOR = 60  # seconds
MM = 72 / 25.4  # points
NEAR = 2.0  # points: sizes that differ by less are the same
MOST_POINTS = 50_000_000  # of a picture; a larger one gets a coarser grid


def own_box(page: Any, name: str) -> tuple[float, float, float, float]:
    """A box of the page itself, else the page as it is shown."""
    return getattr(page, f"get_{name}box")(fallback_ok=False) or (0, 0, *page.get_size())


def corner(page: Any, options: dict[str, float]) -> tuple[float, float]:
    """Lower left corner of the trimmed area in ``page``: by its TrimBox, else inside its bleed."""
    box = own_box(page, "trim")
    width, height = options["width"] * MM, options["height"] * MM
    if abs(box[2] - box[0] - width) < NEAR and abs(box[3] - box[1] - height) < NEAR:
        return box[0], box[1]
    whole = own_box(page, "media")
    return whole[0] + options["bleed"] * MM, whole[1] + options["bleed"] * MM


def pressed(ground: str, layer: bytes, options: dict[str, float]) -> Any:
    """The page with both, and its boxes (ISO 32000-1, 14.11.2)."""
    import pypdfium2 as pdfium

    margin = options["margin"] * MM
    bleed = margin - options["bleed"] * MM
    width, height = options["width"] * MM + 2 * margin, options["height"] * MM + 2 * margin
    made = pdfium.PdfDocument.new()
    page = made.new_page(width, height)
    below, above = pdfium.PdfDocument(ground), pdfium.PdfDocument(layer)
    left, bottom = corner(below[0], options)
    for document, x, y in ((below, margin - left, margin - bottom), (above, 0, 0)):
        item = document.page_as_xobject(0, made).as_pageobject()
        item.set_matrix(pdfium.PdfMatrix().translate(x, y))
        page.insert_obj(item)
    page.set_mediabox(0, 0, width, height)
    page.set_cropbox(0, 0, width, height)
    page.set_bleedbox(bleed, bleed, width - bleed, height - bleed)
    page.set_trimbox(margin, margin, width - margin, height - margin)
    page.gen_content()
    return made


def picture(document: Any, options: dict[str, float]) -> bytes:
    """The trimmed page as PNG."""
    margin = options["margin"] * MM
    area = options["width"] * options["height"] / 25.4**2  # square inches
    dpi = min(options["dpi"], math.sqrt(MOST_POINTS / area))
    bitmap = document[0].render(scale=dpi / 72, crop=(margin,) * 4)
    file = BytesIO()
    bitmap.to_pil().convert("RGB").save(file, "PNG", dpi=(dpi, dpi), compress_level=4)
    return file.getvalue()


def main(ground: str, text: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    options = json.loads(text)
    document = pressed(ground, sys.stdin.buffer.read(), options)
    if options["dpi"]:
        sys.stdout.buffer.write(picture(document, options))
    else:
        file = BytesIO()
        document.save(file)
        sys.stdout.buffer.write(file.getvalue())


if __name__ == "__main__":
    main(*sys.argv[1:])
