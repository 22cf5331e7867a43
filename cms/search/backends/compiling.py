"""Query compiler and results shared by both databases.

One statement reads ids and scores from the index. One query then asks which of them the caller's
queryset admits, one fetches the objects of the page. Nothing is evaluated per row.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connections
from django.db.models import CharField, Count, Model, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from modelsearch.backends.base import BaseSearchBackend, FilterFieldError
from modelsearch.query import And, Boost, MatchAll, Not, Or, Phrase, PlainText, SearchQuery
from modelsearch.utils import get_descendants_content_types_pks

from cms.search import queries
from cms.search.backends.indexing import AnalysedIndex, is_title
from cms.search.backends.ranking import COMMON, ENOUGH, EVERYTHING, Hit, Plan, Row, Selection, plan
from cms.search.queries import Group, ParsedQuery
from cms.search.synonyms import current_thesaurus


@dataclass
class Frequencies:
    """How many entries hold each group; ``wanted`` (in order) is asked in one query, once."""

    wanted: dict[Group, None] = field(default_factory=dict)
    known: dict[Group, int] = field(default_factory=dict)


class SharedText(PlainText):
    """A parsed text searched in several models: parsed once, and each plan is run once for all.

    ``relaxed``: hits that hold only some of the words follow those that hold all. ``beside``: how
    common its words are is asked together with those of another text of the same question.
    """

    def __init__(
        self,
        parsed: ParsedQuery,
        models: Iterable[type[Model]],
        *,
        relaxed: bool = True,
        beside: "SharedText | None" = None,
    ) -> None:
        super().__init__("", operator="or" if relaxed else "and")
        self.parsed = parsed
        self.models = tuple(models)
        self.rows: dict[Plan, list[Row]] = {}
        self.counted: Frequencies = beside.counted if beside else Frequencies()
        self.counted.wanted.update(dict.fromkeys(parsed.groups))

    @cached_property
    def content_types(self) -> list[int]:
        return sorted(
            {pk for each in self.models for pk in get_descendants_content_types_pks(each)}
        )


class RankedCompiler(ABC):
    """Compiles every kind of modelsearch query to index passes.

    Filters of the queryset are plain SQL here, so they need no ``FilterField``: ``visible_to()``
    may filter on anything.
    """

    queryset: QuerySet
    query: SearchQuery
    fields: Sequence[str] | None
    order_by_relevance: bool

    def check(self) -> None:  # noqa: B027  nothing is refused on purpose
        """Nothing to refuse: unknown ``fields`` fall back to the body."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Index columns to look in."""
        if not self.fields:
            return ("title", "body")
        titles = {
            f.field_name for f in self.queryset.model.get_searchable_search_fields() if is_title(f)
        }
        return tuple(sorted({"title" if name in titles else "body" for name in self.fields}))

    @cached_property
    def selection(self) -> Selection:
        """Matching index entries of the queryset's model, before its own filters."""
        return self._select(self.query)

    @cached_property
    def admitted(self) -> dict[Any, Hit]:
        """Primary keys the queryset admits with their hit, best first.

        Texts that may be relaxed are searched strictly first: only when too few of *these* objects
        hold all words does it pay to look for those that hold some.
        """
        if self.may_relax:
            strict = self._admit(self.strict)
            if len(strict) >= ENOUGH:
                return strict
        return self._admit(self.selection)

    @property
    def may_relax(self) -> bool:
        """Whether hits that hold only some of the words may follow."""
        is_relaxed = isinstance(self.query, PlainText) and self.query.operator == "or"
        return is_relaxed and len(self.parsed.groups) > 1

    @cached_property
    def strict(self) -> Selection:
        """Matching index entries that hold every word."""
        return self._run(self.parsed, relaxed=False)

    @property
    def is_ranked(self) -> bool:
        return self.order_by_relevance and not self.excludes

    @property
    def excludes(self) -> bool:
        """True for "everything" and "everything but": such hits have no rank."""
        return not isinstance(self.query, PlainText | Phrase) and self.selection.excluded

    def found(self) -> QuerySet:
        """The queryset narrowed to what matches, in its own order."""
        if not self.excludes:
            return self.among(self.admitted)
        hits = self.hits_of(self.selection)
        return self.queryset.exclude(pk__in=self._id_list(hits)) if hits else self.queryset

    def among(self, ids: Collection[Any]) -> QuerySet:
        """The queryset narrowed to ``ids``."""
        return self.queryset.filter(pk__in=self._id_list(ids)) if ids else self.queryset.none()

    def search(self, config: Any, start: Any, stop: Any, **options: Any) -> QuerySet:
        """Unranked page, for callers of modelsearch's own interface."""
        found = self.found()
        return (found if found.query.order_by else found.order_by("-pk"))[start:stop]

    @cached_property
    def parsed(self) -> ParsedQuery:
        return self.parse(self.query)

    def parse(self, query: SearchQuery) -> ParsedQuery:
        if isinstance(query, SharedText):
            return query.parsed
        return queries.parse(query.query_string, current_thesaurus())

    @abstractmethod
    def run(self, plan: Plan, content_types: Sequence[int]) -> list[Row]:
        """Execute a plan on this database: entries of these types, best hits first."""

    @abstractmethod
    def frequencies(self, groups: Sequence[Group], *, limit: int) -> Sequence[int]:
        """How many entries hold each group, counted up to ``limit``."""

    @abstractmethod
    def id_list_sql(self, field: Any) -> str:
        """A subquery that turns one parameter into rows of ids, for any number of ids."""

    @abstractmethod
    def id_list_value(self, ids: list[Any]) -> Any:
        """That parameter."""

    @cached_property
    def content_types(self) -> list[int]:
        return get_descendants_content_types_pks(self.queryset.model)

    def _select(self, query: SearchQuery) -> Selection:
        match query:
            case MatchAll():
                return EVERYTHING
            case PlainText():
                parsed = self.parsed if query is self.query else self.parse(query)
                return self._run(parsed, relaxed=query.operator == "or" and len(parsed.groups) > 1)
            case Phrase():
                return self._run(queries.phrase(query.query_string), relaxed=False)
            case Boost():
                return self._select(query.subquery).boosted(query.boost)
            case _:
                return self._combine(query)

    def _combine(self, query: SearchQuery) -> Selection:
        match query:
            case Not():
                return ~self._select(query.subquery)
            case And():
                selection = EVERYTHING
                for subquery in query.subqueries:
                    selection = self._select(subquery) & selection
                return selection
            case Or():
                selection = ~EVERYTHING
                for subquery in query.subqueries:
                    selection = selection | self._select(subquery)
                return selection
        raise NotImplementedError(f"{type(query).__name__} queries are not supported.")

    def _run(self, parsed: ParsedQuery, *, relaxed: bool) -> Selection:
        if not parsed:
            return Selection({})
        telling = self._telling(parsed.groups) if relaxed else ()
        rows = self._rows(plan(parsed, columns=self.columns, telling=telling))
        own = set(self.content_types)
        return Selection({key: Hit(full, score) for kind, key, full, score in rows if kind in own})

    def _rows(self, plan: Plan) -> list[Row]:
        if not isinstance(self.query, SharedText):
            return self.run(plan, self.content_types)
        if plan not in self.query.rows:
            self.query.rows[plan] = self.run(plan, self.query.content_types)
        return self.query.rows[plan]

    def _telling(self, groups: tuple[Group, ...]) -> tuple[Group, ...]:
        """The groups that are not common words; all of them when every one is common."""
        shared = self.query.counted if isinstance(self.query, SharedText) else Frequencies()
        shared.wanted.update(dict.fromkeys(groups))
        unknown = [group for group in shared.wanted if group not in shared.known]
        if unknown:
            numbers = self.frequencies(unknown, limit=COMMON + 1)
            shared.known.update(zip(unknown, numbers, strict=True))
        return tuple(group for group in groups if shared.known[group] <= COMMON) or groups

    def _admit(self, selection: Selection) -> dict[Any, Hit]:
        hits = self.hits_of(selection)
        admitted = set(self.among(hits).order_by().values_list("pk", flat=True))
        return {pk: hit for pk, hit in hits.items() if pk in admitted}

    def hits_of(self, selection: Selection) -> dict[Any, Hit]:
        to_python = _identity_field(self.queryset).to_python
        return {to_python(key): hit for key, hit in selection.hits.items()}

    def _id_list(self, ids: Collection[Any]) -> RawSQL:
        field = _identity_field(self.queryset)
        connection = connections[self.queryset.db]
        values = list(ids)
        if values and not isinstance(values[0], int):
            values = [field.get_db_prep_value(value, connection) for value in values]
        return RawSQL(self.id_list_sql(field), [self.id_list_value(values)])  # noqa: S611  constant


class RankedAutocomplete(RankedCompiler):
    """Every typed part begins a tail of a title."""

    @property
    def columns(self) -> tuple[str, ...]:
        return ("autocomplete",)

    def parse(self, query: SearchQuery) -> ParsedQuery:
        return ParsedQuery(queries.prefixes(query.query_string))

    def _run(self, parsed: ParsedQuery, *, relaxed: bool) -> Selection:
        return super()._run(parsed, relaxed=False)


class RankedResults:
    """Results that score once and fetch only the page; counts and slices share that work."""

    supports_facet = True
    query_compiler: RankedCompiler
    start: int
    stop: int | None
    _score_field: str | None

    def complete_count(self) -> int:
        """Hits that hold every word asked for."""
        return sum(hit.complete for hit in self.query_compiler.admitted.values())

    def facet(self, field_name: str) -> dict[Any, int]:
        """Number of hits for each value of a filterable field, most first."""
        compiler: Any = self.query_compiler
        if compiler._get_filterable_field(field_name) is None:
            raise FilterFieldError(f"No FilterField {field_name!r}.", field_name=field_name)
        found = compiler.found().order_by().values(field_name)
        counted = found.annotate(count=Count("pk")).order_by("-count", field_name)
        return {row[field_name]: row["count"] for row in counted}

    def _do_count(self) -> int:
        if self.query_compiler.is_ranked:
            return len(list(self.query_compiler.admitted)[self.start : self.stop])
        return self.query_compiler.found()[self.start : self.stop].count()

    def _do_search(self) -> list[Any]:
        if not self.query_compiler.is_ranked:
            return list(self.query_compiler.search(None, self.start, self.stop))
        admitted = self.query_compiler.admitted
        page = list(admitted)[self.start : self.stop]
        objects = {each.pk: each for each in self.query_compiler.among(page)}
        if self._score_field:
            for pk, each in objects.items():
                setattr(each, self._score_field, admitted[pk].score)
        return [objects[pk] for pk in page if pk in objects]


def admit_together(compilers: Sequence[RankedCompiler], *, few: int) -> None:
    """Ask what every queryset admits, all in one query, and keep it as ``admitted``.

    Only when fewer than ``few`` admitted objects hold all words, those that hold some are asked for
    as well. All compilers search a :class:`SharedText`.
    """
    _admit_all(compilers, [each.strict for each in compilers])
    complete = sum(len(each.admitted) for each in compilers)
    if complete < few:
        relaxing = [each for each in compilers if each.may_relax]
        _admit_all(relaxing, [each.selection for each in relaxing])


def _admit_all(compilers: Sequence[RankedCompiler], selections: Sequence[Selection]) -> None:
    hits = [each.hits_of(found) for each, found in zip(compilers, selections, strict=True)]
    asked = [
        each.among(found)
        .order_by()
        .annotate(_asked=Value(number), _key=Cast("pk", CharField()))
        .values_list("_asked", "_key")
        for number, (each, found) in enumerate(zip(compilers, hits, strict=True))
        if found
    ]
    admitted = set(asked[0].union(*asked[1:], all=True)) if asked else set()
    for number, (each, found) in enumerate(zip(compilers, hits, strict=True)):
        each.admitted = {pk: hit for pk, hit in found.items() if (number, str(pk)) in admitted}


def ranked_backend(
    own: Any, *, index: type[AnalysedIndex], ranking: type[RankedCompiler]
) -> type[BaseSearchBackend]:
    """modelsearch's backend of one database with our index, our order and our results."""
    autocomplete = (RankedAutocomplete, ranking, own.autocomplete_query_compiler_class)
    parts = {
        "index_class": index,
        "query_compiler_class": type("QueryCompiler", (ranking, own.query_compiler_class), {}),
        "autocomplete_query_compiler_class": type("AutocompleteCompiler", autocomplete, {}),
        "results_class": type("Results", (RankedResults, own.results_class), {}),
    }
    return type("SearchBackend", (own,), parts)


def _identity_field(queryset: QuerySet) -> Any:
    """The field that holds the identity: of a page type, the field of Page it points to."""
    field: Any = queryset.model._meta.pk
    while field.remote_field:
        field = field.target_field
    return field
