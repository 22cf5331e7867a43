"""Sizes and fonts of a design file. Runs as a program of its own, with limits.

``python measuring.py FILE ENDING`` prints JSON with what it found of: pages, width, height and
bleed (mm, of the first page as it is trimmed), fonts, pixel_width, pixel_height.
"""

import json
import resource
import sys
from itertools import islice
from typing import Any

MEMORY = 1024**3  # bytes of address space
PROCESSOR = 20  # seconds
MM = 25.4 / 72  # of a point
MOST_PAGES, MOST_OBJECTS, MOST_LETTERS = 20, 3_000, 300
TEXT = 1  # FPDF_PAGEOBJ_TEXT
LENGTHS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": MM, "px": 25.4 / 96, "": 25.4 / 96}


def pdf_facts(path: str) -> dict[str, Any]:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        first = document[0]
        whole = (0, 0, *first.get_size())
        trim = first.get_trimbox(fallback_ok=False) or whole
        bleed = first.get_bleedbox(fallback_ok=False) or whole
        names = {name for page in islice(document, MOST_PAGES) for name in font_names(page)}
        return {
            "pages": len(document),
            "width": round((trim[2] - trim[0]) * MM, 1),
            "height": round((trim[3] - trim[1]) * MM, 1),
            "bleed": round(min(trim[0] - bleed[0], bleed[2] - trim[2]) * MM, 1),
            "fonts": "、".join(sorted(names))[:MOST_LETTERS],
        }


def font_names(page: Any) -> set[str]:
    """Names without the letters that mark a subset: ABCDEF+NotoSansJP → NotoSansJP."""
    import ctypes

    import pypdfium2.raw as pdfium

    names = set()
    for item in islice(page.get_objects(filter=[TEXT], max_depth=5), MOST_OBJECTS):
        font = pdfium.FPDFTextObj_GetFont(item.raw)
        room = ctypes.create_string_buffer(200)
        if font and pdfium.FPDFFont_GetBaseFontName(font, room, len(room)) <= len(room):
            names.add(room.value.decode("utf-8", "ignore").rpartition("+")[2])
    return names - {""}


def picture_facts(path: str) -> dict[str, Any]:
    from PIL import Image

    with Image.open(path) as picture:
        return {"pixel_width": picture.width, "pixel_height": picture.height}


def drawing_facts(path: str) -> dict[str, Any]:
    """Lengths with a unit are a page's; without one the drawing has no size of its own."""
    from defusedxml.ElementTree import iterparse

    for _event, root in iterparse(path, events=("start",)):
        found = {name: millimetres(root.get(name, "")) for name in ("width", "height")}
        return {name: length for name, length in found.items() if length}
    return {}


def millimetres(text: str) -> float | None:
    """``297mm`` → 297.0; None for percentages and nonsense."""
    number = text.strip().rstrip("abcdefghijklmnopqrstuvwxyz%")
    unit = text.strip()[len(number) :]
    try:
        return round(float(number) * LENGTHS[unit], 1)
    except (ValueError, KeyError):
        return None


READERS = {"pdf": pdf_facts, "ai": pdf_facts, "png": picture_facts, "svg": drawing_facts}


def main(path: str, ending: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR, PROCESSOR))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    reader = READERS.get(ending, lambda _path: {})
    sys.stdout.write(json.dumps(reader(path)))


if __name__ == "__main__":
    main(*sys.argv[1:])
