"""SQLite FTS5. ``WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search.backends.sqlite"}}``"""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connections
from django.db.models import Field
from modelsearch.backends.database.sqlite import sqlite as modelsearch_sqlite

from cms.search.backends.compiling import RankedAutocomplete, RankedCompiler, RankedResults
from cms.search.backends.indexing import AnalysedIndex
from cms.search.backends.ranking import TITLE_WEIGHT, Arm, Hit, Selection
from cms.search.queries import Alternative, Group

ENTRIES = modelsearch_sqlite.IndexEntry._meta.db_table
WORDS = modelsearch_sqlite.SQLiteFTSIndexEntry._meta.db_table
RELEVANCE = f"-bm25({WORDS}, 1.0, 1.0, {TITLE_WEIGHT})"  # columns autocomplete, body, title


def match_expression(arm: Arm) -> str:
    """FTS5 query of an arm. Terms hold letters and digits only, so nothing needs escaping."""
    joined = (" OR " if arm.by_frequency else " AND ").join(map(_any_of, arm.groups))
    return f"{{{' '.join(arm.columns)}}} : ({joined})"


def _any_of(group: Group) -> str:
    return f"({' OR '.join(dict.fromkeys(map(_all_of, group)))})"


def _all_of(alternative: Alternative) -> str:
    star = "*" if alternative.prefix else ""
    phrases = [f'"{" ".join(phrase)}"{star}' for phrase in alternative.phrases]
    return phrases[0] if len(phrases) == 1 else f"({' AND '.join(phrases)})"


class SQLiteRanking(RankedCompiler):
    """One statement: each arm is one MATCH, their scores are summed by entry."""

    def run(self, arms: Sequence[Arm], *, all_words: bool) -> Selection:
        parameters = [match_expression(arm) for arm in arms]
        statement = f"""
            SELECT entry.object_id, MAX(arm.complete), SUM(arm.score)
            FROM ({" UNION ALL ".join(map(self._arm, arms))}) AS arm
            CROSS JOIN {ENTRIES} AS entry ON entry.id = arm.id
            WHERE entry.content_type_id IN (SELECT value FROM json_each(%s))
            GROUP BY arm.id {"HAVING MAX(arm.complete) = 1" if all_words else ""}
            ORDER BY 2 DESC, 3 DESC, arm.id DESC
        """
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(statement, [*parameters, json.dumps(self.content_types)])
            return Selection({key: Hit(bool(full), score) for key, full, score in cursor})

    def id_list_sql(self, field: Field) -> str:
        return "SELECT value FROM json_each(%s)"

    def id_list_value(self, ids: list[Any]) -> Any:
        return json.dumps(ids)

    def _arm(self, arm: Arm) -> str:
        score = RELEVANCE if arm.by_frequency else str(arm.bonus)
        return (
            f"SELECT rowid AS id, {int(arm.complete)} AS complete, {score} AS score"
            f" FROM {WORDS} WHERE {WORDS} MATCH %s"
        )


class Index(AnalysedIndex, modelsearch_sqlite.SQLiteIndex):
    def column(self, terms: Sequence[str]) -> str:
        return " ".join(terms)


class QueryCompiler(SQLiteRanking, modelsearch_sqlite.SQLiteSearchQueryCompiler):
    pass


class AutocompleteCompiler(
    RankedAutocomplete, SQLiteRanking, modelsearch_sqlite.SQLiteAutocompleteQueryCompiler
):
    pass


class Results(RankedResults, modelsearch_sqlite.SQLiteSearchResults):
    pass


class SearchBackend(modelsearch_sqlite.SQLiteSearchBackend):
    index_class = Index
    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    results_class = Results
