"""PostgreSQL. ``WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search.backends.postgres"}}``

Vectors are written as literals, so neither the server's locale nor a text search configuration
has a say in what a word is. The migration adds the index on ``title || body``.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import connections
from django.db.models import Field, TextField, Value
from django.db.models.functions import Cast
from modelsearch.backends.database.postgres import postgres as modelsearch_postgres

from cms.search.backends.compiling import RankedAutocomplete, RankedCompiler, RankedResults
from cms.search.backends.indexing import AnalysedIndex
from cms.search.backends.ranking import Arm, Hit, Selection
from cms.search.queries import Alternative, Group

ENTRIES = modelsearch_postgres.IndexEntry._meta.db_table
TITLE_EXTRA = 1.0  # a word in the title counts this much more than one in the body


def text_search_query(groups: Sequence[Group]) -> str:
    """tsquery literal: every group, any of its alternatives. Terms hold letters and digits only."""
    return " & ".join(f"({' | '.join(dict.fromkeys(map(_all_of, group)))})" for group in groups)


def vector_literal(terms: Sequence[str]) -> str:
    """tsvector literal with the position of every term."""
    return " ".join(f"'{term}':{position}" for position, term in enumerate(terms, start=1))


def _all_of(alternative: Alternative) -> str:
    star = ":*" if alternative.prefix else ""
    phrases = [" <-> ".join(f"'{term}'{star}" for term in phrase) for phrase in alternative.phrases]
    return f"({' & '.join(f'({phrase})' for phrase in phrases)})"


class PostgresRanking(RankedCompiler):
    """One statement: each arm is one index scan, their scores are summed by entry."""

    def run(self, arms: Sequence[Arm], *, all_words: bool) -> Selection:
        passes = [single for arm in arms for single in _passes(arm)]
        statement = f"""
            WITH everything AS MATERIALIZED (
                SELECT count(*)::float AS total FROM {ENTRIES} WHERE content_type_id = ANY(%s)
            )
            SELECT entry.object_id, bool_or(arm.complete), sum(arm.score)
            FROM ({" UNION ALL ".join(map(_statement, passes))}) AS arm
            JOIN {ENTRIES} AS entry ON entry.id = arm.id
            GROUP BY entry.id {"HAVING bool_or(arm.complete)" if all_words else ""}
            ORDER BY 2 DESC, 3 DESC, entry.id DESC
        """
        parameters: list[Any] = [self.content_types]
        for arm in passes:
            parameters += [text_search_query(arm.groups), self.content_types]
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(statement, parameters)
            return Selection({key: Hit(full, score) for key, full, score in cursor})

    def id_list_sql(self, field: Field) -> str:
        connection = connections[self.queryset.db]
        return f"SELECT unnest(%s::{field.rel_db_type(connection)}[])"

    def id_list_value(self, ids: list[Any]) -> Any:
        return ids


def _passes(arm: Arm) -> list[Arm]:
    """PostgreSQL does not know how rare a word is: a pass per group counts its own hits."""
    if not arm.by_frequency:
        return [arm]
    return [replace(arm, groups=(group,)) for group in arm.groups]


def _statement(arm: Arm) -> str:
    matches = f"""
        SELECT id, title @@ query AS in_title, title_norm, count(*) OVER () AS hits
        FROM {ENTRIES}, (SELECT %s::tsquery AS query) AS asked
        WHERE {_vector(arm.columns)} @@ query AND content_type_id = ANY(%s)
    """
    if not arm.by_frequency:
        return (
            f"SELECT id, {arm.complete} AS complete, {arm.bonus} AS score FROM ({matches}) AS hit"
        )
    return f"""
        SELECT id, false AS complete,
            ln(1 + (total - hits + 0.5) / (hits + 0.5))
            * title_norm * (1 + in_title::int * {TITLE_EXTRA}) AS score
        FROM ({matches}) AS hit, everything
    """


def _vector(columns: Sequence[str]) -> str:
    """As the indexes have it: title, body, autocomplete, or both of the first two together."""
    return columns[0] if len(columns) == 1 else "(title || body)"


class Index(AnalysedIndex, modelsearch_postgres.PostgresIndex):
    def column(self, terms: Sequence[str]) -> Cast:
        return Cast(Value(vector_literal(terms), TextField()), SearchVectorField())


class QueryCompiler(PostgresRanking, modelsearch_postgres.PostgresSearchQueryCompiler):
    pass


class AutocompleteCompiler(
    RankedAutocomplete, PostgresRanking, modelsearch_postgres.PostgresAutocompleteQueryCompiler
):
    pass


class Results(RankedResults, modelsearch_postgres.PostgresSearchResults):
    pass


class SearchBackend(modelsearch_postgres.PostgresSearchBackend):
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    results_class = Results
