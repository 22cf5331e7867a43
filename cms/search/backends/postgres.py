"""PostgreSQL. ``WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search.backends.postgres"}}``

Vectors are written as literals, so neither the server's locale nor a text search configuration
has a say in what a word is. The migration adds the index on ``title || body``.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import connections
from django.db.models import TextField, Value
from django.db.models.functions import Cast
from modelsearch.backends.database.postgres import postgres as modelsearch_postgres

from cms.search.backends.compiling import RankedCompiler, ranked_backend
from cms.search.backends.indexing import AnalysedIndex
from cms.search.backends.ranking import Plan, Row
from cms.search.queries import Alternative, Group

ENTRIES = modelsearch_postgres.IndexEntry._meta.db_table
TOTAL = "(SELECT total FROM everything)"
TITLE_EXTRA = 1.0  # a word in the title counts this much more than one in the body


def text_search_query(groups: Sequence[Group], *, every: bool = True) -> str:
    """tsquery literal: any or every group. Terms hold letters and digits only."""
    joined = " & " if every else " | "
    return joined.join(f"({' | '.join(dict.fromkeys(map(_all_of, group)))})" for group in groups)


def vector_literal(terms: Sequence[str]) -> str:
    """tsvector literal with the position of every term."""
    return " ".join(f"'{term}':{position}" for position, term in enumerate(terms, start=1))


def _all_of(alternative: Alternative) -> str:
    star = ":*" if alternative.prefix else ""
    phrases = [" <-> ".join(f"'{term}'{star}" for term in phrase) for phrase in alternative.phrases]
    return f"({' & '.join(f'({phrase})' for phrase in phrases)})"


class PostgresRanking(RankedCompiler):
    """One statement and one pass over the candidates.

    PostgreSQL does not know how rare a word is, so the pass counts the hits of every group.
    """

    def run(self, plan: Plan, content_types: Sequence[int]) -> list[Row]:
        vector = _vector(plan.columns)
        statement = f"""
            WITH candidate AS MATERIALIZED (
                SELECT id, content_type_id, object_id, title_norm, title, {vector} AS words
                FROM {ENTRIES} WHERE content_type_id = ANY(%s) AND {vector} @@ %s::tsquery
            ), marked AS MATERIALIZED (
                SELECT id, content_type_id, object_id, title_norm, {_marks(plan)} FROM candidate
            ), everything AS MATERIALIZED (
                SELECT count(*)::float AS total FROM {ENTRIES} WHERE content_type_id = ANY(%s)
            )
            SELECT content_type_id, object_id, {_complete(plan)}, {_score(plan)} FROM marked
            ORDER BY 3 DESC, 4 DESC, id DESC
        """  # noqa: S608  nothing of the visitor's: column names, numbers and placeholders
        found = text_search_query(plan.telling or plan.groups, every=not plan.telling)
        groups = [text_search_query([group]) for group in plan.groups for _ in ("words", "title")]
        bonuses = [text_search_query([bonus.group]) for bonus in plan.bonuses]
        types = list(content_types)
        parameters: list[Any] = [types, found, *groups, *bonuses, types]
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall()

    def frequencies(self, groups: Sequence[Group], *, limit: int) -> Sequence[int]:
        count = f"""(
            SELECT count(*) FROM (
                SELECT 1 FROM {ENTRIES} WHERE {_vector(self.columns)} @@ %s::tsquery LIMIT {limit}
            ) AS entry
        )"""  # noqa: S608  as in run()
        with connections[self.queryset.db].cursor() as cursor:
            matches = [text_search_query([group]) for group in groups]
            cursor.execute(f"SELECT {', '.join([count] * len(groups))}", matches)
            return cursor.fetchone()

    def id_list_sql(self, field: Any) -> str:
        connection = connections[self.queryset.db]
        return f"SELECT unnest(%s::{field.rel_db_type(connection)}[])"

    def id_list_value(self, ids: list[Any]) -> Any:
        return ids


def _marks(plan: Plan) -> str:
    """Columns that say what each candidate holds: group in the words, in the title, bonuses."""
    marks = [
        f"words @@ %s::tsquery AS found{number}, title @@ %s::tsquery AS titled{number}"
        for number in range(len(plan.groups))
    ]
    for number, bonus in enumerate(plan.bonuses):
        column = "title" if bonus.columns == ("title",) else "words"
        marks.append(f"{column} @@ %s::tsquery AS bonus{number}")
    return ", ".join(marks)


def _complete(plan: Plan) -> str:
    return " AND ".join(f"found{number}" for number in range(len(plan.groups)))


def _score(plan: Plan) -> str:
    """Inverse document frequency of every group found, doubled in titles; then the bonuses."""
    groups = " + ".join(
        f"found{n}::int * (1 + titled{n}::int * {TITLE_EXTRA}) * ln(1 + ({TOTAL} - hits + 0.5)"
        f" / (hits + 0.5))".replace("hits", f"sum(found{n}::int) OVER ()")
        for n in range(len(plan.groups))
    )
    bonuses = [f"bonus{n}::int * {bonus.points}" for n, bonus in enumerate(plan.bonuses)]
    return " + ".join([f"title_norm * ({groups})", *bonuses])


def _vector(columns: Sequence[str]) -> str:
    """As the indexes have it: title, body, autocomplete, or the first two together."""
    return columns[0] if len(columns) == 1 else "(title || body)"


class Index(AnalysedIndex, modelsearch_postgres.PostgresIndex):
    def column(self, terms: Sequence[str]) -> Cast:
        return Cast(Value(vector_literal(terms), TextField()), SearchVectorField())


SearchBackend = ranked_backend(
    modelsearch_postgres.PostgresSearchBackend, index=Index, ranking=PostgresRanking
)
