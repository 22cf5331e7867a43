"""Read a table of coordinates (CSV: code, latitude, longitude), as open lists of towns are."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.utils.translation import gettext as _

from cms.areas.codes import to_code6
from cms.areas.models import Area
from cms.areas.tables import Line, Problem, read_table
from cms.japanese.normalise import digits

COLUMNS = {
    "code": ("全国地方公共団体コード", "code6", "code", "市区町村コード", "コード"),
    "latitude": ("緯度", "lat", "latitude"),
    "longitude": ("経度", "lng", "lon", "longitude"),
}
# Japan with its outermost islands, in degrees (WGS 84).
BOUNDS = {"latitude": (20, 46), "longitude": (122, 154)}
DEGREE_STEP = Decimal("0.000001")


class Point(NamedTuple):
    """Degrees north and east."""

    latitude: Decimal
    longitude: Decimal


@dataclass
class Reading:
    """``points`` by code6; ``blank``: rows without coordinates, which are left alone."""

    points: dict[str, Point] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    blank: int = 0


def read_coordinates(content: bytes) -> Reading:
    """Coordinates of areas we know, abolished ones included; raises ``UnreadableFileError``."""
    lines = read_table(content, COLUMNS, required=(("code",), ("latitude",), ("longitude",)))
    known = set(Area.objects.values_list("code6", flat=True))
    reading = Reading()
    for line in lines:
        _read_line(line, known, reading)
    return reading


def _read_line(line: Line, known: set[str], reading: Reading) -> None:
    if not line.cells.get("latitude") and not line.cells.get("longitude"):
        reading.blank += 1
        return
    written = line.cells.get("code", "")
    code6 = to_code6(digits(written)) or ""
    if code6 not in known:
        message = _("No area has the code “%(text)s”. Check its digits.")
        reading.problems.append(line.problem("code", message % {"text": written[:40]}))
    latitude, longitude = (_degrees(line, name, reading) for name in BOUNDS)
    if code6 in known and latitude is not None and longitude is not None:
        reading.points[code6] = Point(latitude, longitude)


def _degrees(line: Line, column: str, reading: Reading) -> Decimal | None:
    text = line.cells.get(column, "")
    low, high = BOUNDS[column]
    try:
        value = Decimal(digits(text))
        is_inside = low <= value <= high
    except InvalidOperation:  # letters, or NaN, which compares with nothing
        is_inside = False
    if is_inside:
        return value.quantize(DEGREE_STEP)
    message = _("“%(text)s” is not between %(low)s and %(high)s degrees.")
    reading.problems.append(
        line.problem(column, message % {"text": text[:40], "low": low, "high": high})
    )
    return None
