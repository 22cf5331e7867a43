"""The list of the library: what was asked, what is found, and the ways to ask again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.core.calendar import era_year
from cms.core.frame import kept
from cms.core.languages import default_language
from cms.core.querysets import Reader, closed_paths, readable_pages
from cms.search import queries
from cms.search.highlighting import Marks, highlight, snippet
from cms.search.synonyms import current_thesaurus
from staff_library.choices import Kind, Standing
from staff_library.models import LibraryItemPage, RelatedMeasure
from staff_library.querysets import LibraryItemQuerySet
from staff_library.selectors import MODELS, library_items, search_items
from staff_library.services import note_visit

if TYPE_CHECKING:
    from staff_library.models import StaffLibraryPage

PER_PAGE = 20
OUT_OF_FORCE = "superseded"


@dataclass(frozen=True)
class Options:
    """(value, words) of every filter, from what the reader can find at all."""

    kind: list[tuple[str, str]]
    state: list[tuple[str, str]]
    year: list[tuple[str, str]]
    issuer: list[tuple[str, str]]
    measure: list[tuple[str, str]]


@dataclass(frozen=True)
class Filters:
    """What the address asks for; ``unknown`` when it names something that is no choice."""

    q: str = ""
    chosen: dict[str, str] = field(default_factory=dict)
    unknown: bool = False

    @classmethod
    def read(cls, data: QueryDict, options: Options) -> "Filters":
        chosen, unknown = {}, False
        for name, choices in vars(options).items():
            value = data.get(name, "")
            if value in dict(choices):
                chosen[name] = value
            elif value:
                unknown = True
        return cls(queries.clean(data.get("q", "")), chosen, unknown)

    @property
    def query(self) -> str:
        """The other parameters of an address of this list, ending with &."""
        given = {"q": self.q, **self.chosen}
        return urlencode({name: value for name, value in given.items() if value}) + "&"

    def applied_to(self, items: LibraryItemQuerySet) -> LibraryItemQuerySet:
        conditions: dict[str, Any] = {}
        if year := self.chosen.get("year"):
            conditions["dated_on__year"] = int(year)
        if issuer := self.chosen.get("issuer"):
            conditions["issuer"] = issuer
        if state := self.chosen.get("state"):
            conditions["is_superseded"] = state == OUT_OF_FORCE
        if kind := self.chosen.get("kind"):
            items = items.exact_type(MODELS[kind])
        if measure := self.chosen.get("measure"):
            items = items.about(int(measure))
        return items.filter(**conditions)


@dataclass(frozen=True)
class Row:
    """An item in a list, its words marked where they were searched for."""

    item: LibraryItemPage
    title: SafeString | str
    text: SafeString | str
    is_new: bool
    is_superseded: bool


def list_context(page: "StaffLibraryPage", request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    items = library_items(request.user)
    options = kept(frame_name("options", request.user), lambda: read_options(items, request.user))
    filters = Filters.read(request.GET, options)
    found: QuerySet | list[LibraryItemPage] = filters.applied_to(items).newest_first()
    parsed = queries.parse(filters.q, current_thesaurus())
    if filters.q:
        found = search_items(parsed, filters.applied_to(items)) if parsed else []
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    since = note_visit(person=request.user, at=at)
    return {
        "filters": filters,
        "fields": field_choices(options, filters),
        "shown": shown,
        "rows": rows(list(shown), since=since, marks=Marks.of(parsed) if parsed else None),
        "breadcrumbs": [
            {"title": page.title, "url": page.address()},
            {"title": _("List of the staff library"), "url": ""},
        ],
    }


def frame_name(name: str, reader: Reader) -> str:
    """Key of what is read once a minute for all readers to whom the same places are open."""
    language = get_language() or default_language()
    return f"library-{name}-{language}-{'-'.join(closed_paths(reader))}"


def read_options(items: LibraryItemQuerySet, reader: Reader) -> Options:
    """Two queries: dates and issuers, then the measures that items speak of."""
    told = set(items.order_by().values_list("dated_on__year", "issuer"))
    years = sorted({year for year, _issuer in told}, reverse=True)
    named = RelatedMeasure.objects.filter(
        page__in=items.order_by().values("pk"), measure__in=readable_pages(reader).values("pk")
    )
    measures = named.order_by().values_list("measure", "measure__title").distinct()
    return Options(
        kind=[(kind.value, str(kind.label)) for kind in Kind],
        state=[
            (Standing.CURRENT.value, str(Standing.CURRENT.label)),
            (OUT_OF_FORCE, _("Amended or abolished")),
        ],
        year=[(str(year), _year_words(year)) for year in years],
        issuer=[(issuer, issuer) for issuer in sorted({issuer for _year, issuer in told})],
        measure=[(str(pk), title) for pk, title in sorted(measures, key=lambda pair: pair[1])],
    )


def _year_words(year: int) -> str:
    return f"{year}年（{era_year(date(year, 12, 31))}）"


def field_choices(options: Options, filters: Filters) -> list[dict[str, Any]]:
    """The selects of the filter form."""
    labels = {
        "kind": (_("Kind of material"), _("All kinds of material")),
        "state": (_("Standing"), _("Any standing")),
        "year": (_("Year"), _("Any year")),
        "issuer": (_("From whom"), _("Anybody")),
        "measure": (_("Measure"), _("Any measure")),
    }
    return [
        {
            "name": name,
            "label": labels[name][0],
            "any": labels[name][1],
            "choices": choices,
            "chosen": filters.chosen.get(name, ""),
        }
        for name, choices in vars(options).items()
    ]


def rows(
    items: Sequence[LibraryItemPage], *, since: datetime, marks: Marks | None = None
) -> list[Row]:
    """``since``: what was first published later is new to the reader."""
    return [
        Row(
            item=item,
            title=highlight(item.title, marks) if marks else item.title,
            text=snippet(item.summary, marks) if marks else item.summary,
            is_new=item.first_published_at is not None and item.first_published_at > since,
            is_superseded=item.__dict__.get("is_superseded", False),
        )
        for item in items
    ]
