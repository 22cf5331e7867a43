"""The board: every page in every language, in a number of queries that does not grow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, OuterRef
from wagtail.models import Page, get_page_models
from wagtail_localize.models import StringSegment, StringTranslation

from cms.core.languages import default_language
from cms.core.locales import language_of
from cms.core.querysets import Reader, read_permission_of, readable_pages
from cms.translation.choices import Order, State
from cms.translation.guarding import below_sites_of_work
from cms.translation.services.drafting import waits_for_review


@dataclass(frozen=True)
class Cell:
    """A page in one language. ``page``: number of the translated page; 0 without one.

    ``since``: from when the state counts. ``missing``: strings that are not translated yet.
    ``is_rewritten``: strings were stored since those that are public; after ``with_missing`` only
    where they say something else and wait for a hand-in.
    """

    language: str
    state: State
    since: datetime | None
    page: int = 0
    by_machine: bool = False
    missing: int = 0
    is_rewritten: bool = False


@dataclass(frozen=True)
class Row:
    """One Japanese page with its cells in the order of the languages."""

    page: int
    key: UUID
    title: str
    content_type: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Wanted:
    """What the board is asked for; empty means everything."""

    languages: Sequence[str] = field(default_factory=tuple)
    state: str = ""
    content_type: int = 0
    title: str = ""
    order: str = Order.LONGEST


_PAGE = ("pk", "translation_key", "title", "content_type_id", "first_published_at")
_TWIN = {
    "digest": F("made_from_japanese__digest"),
    "now": F("made_from_japanese__original__digest"),
    "changed_at": F("made_from_japanese__original__changed_at"),
    "translated_at": F("made_from_japanese__translated_at"),
    "by_machine": F("made_from_japanese__by_machine"),
}

_STORED_SINCE = StringTranslation.objects.filter(
    context__object_id=OuterRef("translation_key"),
    locale=OuterRef("locale_id"),
    updated_at__gt=OuterRef("live_revision__created_at"),
)


def private_types() -> list[int]:
    """Content types of pages that are never translated."""
    private = [model for model in get_page_models() if read_permission_of(model)]
    return [each.pk for each in ContentType.objects.get_for_models(*private).values()]


def board_rows(wanted: Wanted, *, reader: Reader) -> list[Row]:
    """Rows that have a wanted cell, in two queries; ``missing`` is not counted yet.

    Where there are several sites, of those in which ``reader`` has work.
    """
    pages = readable_pages(reader).filter(locale__language_code=default_language(), alias_of=None)
    pages = pages.exclude(content_type__in=private_types())
    pages = pages.filter(below_sites_of_work(reader))
    if wanted.content_type:
        pages = pages.filter(content_type=wanted.content_type)
    if wanted.title:
        pages = pages.filter(title__icontains=wanted.title)
    found = list(pages.order_by("path").values(*_PAGE, "last_published_at"))
    twins = _twins(pages.order_by().values("translation_key"))
    rows = [_row(page, twins, wanted.languages) for page in found]
    if wanted.state:
        rows = [row for row in rows if any(cell.state == wanted.state for cell in row.cells)]
    return _sorted(rows, wanted)


def _twins(keys: Any) -> dict[tuple[UUID, str], dict[str, Any]]:
    """Translated pages by translation key and language."""
    found = Page.objects.filter(translation_key__in=keys, alias_of=None).exclude(
        locale__language_code=default_language()
    )
    names = ("pk", "translation_key", "locale_id", "live", "last_published_at")
    found = found.annotate(is_rewritten=Exists(_STORED_SINCE))
    rows = found.values(*names, "latest_revision_created_at", "is_rewritten", **_TWIN)
    return {(row["translation_key"], language_of(row["locale_id"])): row for row in rows}


def _row(page: dict[str, Any], twins: Any, languages: Iterable[str]) -> Row:
    key = page["translation_key"]
    cells = tuple(_cell(page, twins.get((key, code)), code) for code in languages)
    return Row(page["pk"], key, page["title"], page["content_type_id"], cells)


def _cell(page: dict[str, Any], twin: dict[str, Any] | None, code: str) -> Cell:
    if twin is None:
        return Cell(code, State.MISSING, page["first_published_at"])
    if not twin["live"] or twin["last_published_at"] is None:  # a stand-in was never published
        return Cell(code, State.WAITING, twin["latest_revision_created_at"], twin["pk"])
    by_machine = bool(twin["by_machine"])
    if twin["digest"] is None:  # published before anybody remembered from what
        was, now = twin["last_published_at"], page["last_published_at"]
        is_stale = bool(was and now and was < now)
        state, since = (State.STALE, now) if is_stale else (State.CURRENT, was)
    elif twin["digest"] != twin["now"]:
        state, since = State.STALE, twin["changed_at"]
    else:
        state, since = State.CURRENT, twin["translated_at"]
    return Cell(code, state, since, twin["pk"], by_machine, is_rewritten=bool(twin["is_rewritten"]))


def _sorted(rows: list[Row], wanted: Wanted) -> list[Row]:
    """By the oldest cell that still wants work (or is wanted); pages without one come last."""
    if wanted.order == Order.TITLE:
        return sorted(rows, key=lambda row: row.title)

    def waiting(row: Row) -> list[float]:
        states = {wanted.state} if wanted.state else set(State) - {State.CURRENT}
        return [c.since.timestamp() for c in row.cells if c.state in states and c.since]

    if wanted.order == Order.NEWEST:
        return sorted(rows, key=lambda row: -max(waiting(row), default=0))
    return sorted(rows, key=lambda row: min(waiting(row), default=float("inf")))


def with_missing(rows: Sequence[Row]) -> list[Row]:
    """The rows with how many strings each begun translation still lacks, in two queries.

    Translations that were changed since their publication, which are few, are read one by one.
    """
    segments = StringSegment.objects.filter(source__object_id__in=[row.key for row in rows])
    wanted = dict(segments.values_list("source__object_id").annotate(Count("pk")).order_by())
    done = _translated(segments)
    counted = [
        replace(row, cells=tuple(_counted(row, cell, wanted, done) for cell in row.cells))
        for row in rows
    ]
    return [_with_waiting_words(row) for row in counted]


def _translated(segments: Any) -> dict[tuple[UUID, str], int]:
    """Strings with a translation without error, by page and language."""
    found = segments.filter(
        string__translations__context_id=F("context_id"),
        string__translations__has_error=False,
    )
    pairs = found.values_list("source__object_id", "string__translations__locale_id")
    counted = pairs.annotate(number=Count("pk", distinct=True)).order_by()
    return {(key, language_of(locale)): number for key, locale, number in counted}


def _with_waiting_words(row: Row) -> Row:
    """Whether what was stored later really says something else, and is under no review yet."""
    cells = [
        replace(cell, is_rewritten=cell.is_rewritten and waits_for_review(cell.page))
        for cell in row.cells
    ]
    return replace(row, cells=tuple(cells))


def _counted(row: Row, cell: Cell, wanted: Any, done: Any) -> Cell:
    if cell.state not in (State.WAITING, State.STALE):
        return cell
    total = wanted.get(row.key, 0)
    return replace(cell, missing=total - done.get((row.key, cell.language), 0))


def totals(rows: Iterable[Row]) -> dict[str, dict[State, int]]:
    """How many pages are in which state, by language."""
    found: dict[str, dict[State, int]] = {}
    for row in rows:
        for cell in row.cells:
            states = found.setdefault(cell.language, dict.fromkeys(State, 0))
            states[cell.state] += 1
    return found
