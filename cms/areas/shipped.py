"""Read the area data that comes with the portal."""

import csv
import hashlib
import io
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cms.areas import spelling

DATA = Path(__file__).parent / "data"
AREAS, POSTAL_CODES = DATA / "areas.csv.xz", DATA / "postal_codes.csv.xz"
COORDINATES = DATA / "coordinates.csv.xz"
FORMER_CODES = DATA / "former_codes.json"


def digest() -> str:
    """Changes when a data file or the way of making search keys changes."""
    files = (AREAS, POSTAL_CODES, COORDINATES, FORMER_CODES)
    content = b"".join(path.read_bytes() for path in files)
    return hashlib.sha256(content + spelling.VERSION.encode()).hexdigest()


def areas() -> Iterator[dict[str, str]]:
    """Columns as in ``build_data.Row``."""
    yield from _rows(AREAS)


def postal_codes() -> Iterator[tuple[str, str]]:
    """(postcode of seven digits, code6), sorted by code6."""
    for row in _rows(POSTAL_CODES):
        for code in row["postal_codes"].split():
            yield code, row["code6"]


def points() -> Iterator[tuple[str, str, str]]:
    """(code6, latitude, longitude), in degrees, of the areas whose place is known."""
    for row in _rows(COORDINATES):
        yield row["code6"], row["latitude"], row["longitude"]


def former() -> dict[str, Any]:
    """Hand-written: abolished codes with their successors, known first days, former names."""
    return json.loads(FORMER_CODES.read_text(encoding="utf-8"))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    text = lzma.decompress(path.read_bytes()).decode()
    yield from csv.DictReader(io.StringIO(text, newline=""))
