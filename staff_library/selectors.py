"""What a person of a municipality finds in the library: items, files, offices that are due."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from wagtail.search.backends import get_search_backend

from cms.areas.models import Area
from cms.core.querysets import Reader
from cms.search.backends.compiling import SharedText
from cms.search.queries import ParsedQuery
from directory.freshness import AMBER_AFTER
from directory.models import Office
from directory.querysets import OfficeQuerySet
from staff_library.choices import Kind
from staff_library.models import (
    Attachment,
    CasePage,
    LawPage,
    LibraryItemPage,
    NoticePage,
    TrainingPage,
)
from staff_library.querysets import LibraryItemQuerySet

MODELS: dict[str, type[LibraryItemPage]] = {
    Kind.NOTICE: NoticePage,
    Kind.LAW: LawPage,
    Kind.CASE: CasePage,
    Kind.TRAINING: TrainingPage,
}
MOST_HITS = 200
FEW = 3  # with fewer items that hold every word, those that hold some are shown too


def library_items(reader: Reader) -> LibraryItemQuerySet:
    """Every item ``reader`` may find, with its standing."""
    items: LibraryItemQuerySet = LibraryItemPage.objects.visible_to(reader).with_standing()
    return items


def numbers_by_kind(items: LibraryItemQuerySet) -> list[tuple[Kind, int]]:
    """How many items of each kind there are, in one query."""
    types = ContentType.objects.get_for_models(*MODELS.values())
    found = Counter(items.order_by().values_list("content_type", flat=True))
    return [(Kind(kind), found[types[model].pk]) for kind, model in MODELS.items()]


def search_items(parsed: ParsedQuery, items: LibraryItemQuerySet) -> list[LibraryItemPage]:
    """Hits that hold every word first; among equals what is in force before what is not."""
    text = SharedText(parsed, [LibraryItemPage])
    results = get_search_backend().search(text, items)
    complete = results.complete_count()
    found = list(results[:MOST_HITS])
    every, some = found[:complete], found[complete:]
    return _in_force_first(every) + ([] if complete >= FEW else _in_force_first(some))


def _in_force_first(items: Iterable[Any]) -> list[LibraryItemPage]:
    return sorted(items, key=lambda item: item.is_superseded)


def newest_files(items: LibraryItemQuerySet, *, number: int) -> list[Attachment]:
    files = Attachment.objects.filter(page__in=items.order_by().values("pk"))
    return list(files.select_related("document", "page").order_by("-page__dated_on", "pk")[:number])


def municipality_of(reader: Reader) -> Area | None:
    """The authority whose staff the reader is; people of the operator have none."""
    return getattr(reader, "municipality", None)


def offices_due(municipality: Area, *, reader: Reader, on: date) -> OfficeQuerySet:
    """Offices of a municipality and of what lies below it that nobody confirmed for 180 days,
    never confirmed ones first, then the oldest."""
    inside = Q(area=municipality) | Q(area__parent=municipality)
    inside |= Q(area__parent__parent=municipality)
    offices: OfficeQuerySet = Office.objects.visible_to(reader).filter(inside)
    late = offices.unconfirmed_since(on - AMBER_AFTER)
    return late.order_by(F("confirmed_on").asc(nulls_first=True), "name", "pk")


def chain_of(notice: NoticePage, reader: Reader) -> list[NoticePage]:
    """All notices that replaced one another, newest first, with ``notice`` itself; two queries."""
    links = NoticePage.objects.links()
    family = {notice.pk}
    pending = True
    while pending:
        joined = {a for pair in links.items() if family & {*pair} for a in pair if a is not None}
        pending = not joined <= family
        family |= joined
    if len(family) == 1:
        return [notice]
    readable = NoticePage.objects.visible_to(reader).with_standing()
    return list(readable.filter(pk__in=family).newest_first())
