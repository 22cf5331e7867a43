"""SQLite with FTS5.

``WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search.backends.sqlite"}}``
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections
from modelsearch.backends.database.sqlite import sqlite as modelsearch_sqlite

from cms.search.backends.compiling import RankedCompiler, ranked_backend
from cms.search.backends.indexing import AnalysedIndex
from cms.search.backends.ranking import TITLE_WEIGHT, Plan, Row
from cms.search.queries import Alternative, Group

ENTRIES = modelsearch_sqlite.IndexEntry._meta.db_table
WORDS = modelsearch_sqlite.SQLiteFTSIndexEntry._meta.db_table
RELEVANCE = f"-bm25({WORDS}, 1.0, 1.0, {TITLE_WEIGHT})"  # columns autocomplete, body, title


def match_expression(columns: Sequence[str], groups: Sequence[Group], *, every: bool) -> str:
    """FTS5 query: any or every group. Terms hold letters and digits only: nothing to escape."""
    joined = (" AND " if every else " OR ").join(map(_any_of, groups))
    return f"{{{' '.join(columns)}}} : ({joined})"


def _any_of(group: Group) -> str:
    return f"({' OR '.join(dict.fromkeys(map(_all_of, group)))})"


def _all_of(alternative: Alternative) -> str:
    star = "*" if alternative.prefix else ""
    phrases = [f'"{" ".join(phrase)}"{star}' for phrase in alternative.phrases]
    return phrases[0] if len(phrases) == 1 else f"({' AND '.join(phrases)})"


class SQLiteRanking(RankedCompiler):
    """One statement: each arm is one pass over the word index, scores are summed by entry.

    An entry that earned only a bonus (a phrase without the rest) is no hit.
    """

    def run(self, plan: Plan, content_types: Sequence[int]) -> list[Row]:
        arms = list(_arms(plan))
        statement = f"""
            WITH arm AS MATERIALIZED ({" UNION ALL ".join(arm for arm, _ in arms)})
            SELECT entry.content_type_id, entry.object_id, MAX(arm.complete), SUM(arm.score)
            FROM arm CROSS JOIN {ENTRIES} AS entry ON entry.id = arm.id
            WHERE entry.content_type_id IN (SELECT value FROM json_each(%s))
            GROUP BY arm.id HAVING MAX(arm.found)
            ORDER BY 3 DESC, 4 DESC, arm.id DESC
        """  # noqa: S608  nothing of the visitor's: table names, numbers and placeholders
        parameters = [match for _, match in arms]
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(statement, [*parameters, json.dumps(list(content_types))])
            return [(kind, key, bool(full), score) for kind, key, full, score in cursor.fetchall()]

    def frequencies(self, groups: Sequence[Group], *, limit: int) -> Sequence[int]:
        count = (
            f"(SELECT count(*) FROM (SELECT 1 FROM {WORDS} WHERE {WORDS} MATCH %s LIMIT {limit}))"  # noqa: S608
        )
        matches = [match_expression(self.columns, [group], every=True) for group in groups]
        with connections[self.queryset.db].cursor() as cursor:
            cursor.execute(f"SELECT {', '.join([count] * len(groups))}", matches)
            return cursor.fetchone()

    def id_list_sql(self, field: Any) -> str:
        return "SELECT value FROM json_each(%s)"

    def id_list_value(self, ids: list[Any]) -> Any:
        return json.dumps(ids)


def _arms(plan: Plan) -> Iterator[tuple[str, str]]:
    """(SELECT, its MATCH parameter) of the hits, of those that hold all words, and of bonuses."""
    every = match_expression(plan.columns, plan.groups, every=True)
    if plan.telling:
        some = _some_of(plan)
        yield _arm(found=1, score=RELEVANCE), some
        yield _arm(found=1, complete=1), every
    else:
        yield _arm(found=1, complete=1, score=RELEVANCE), every
    for bonus in plan.bonuses:
        match = match_expression(bonus.columns, [bonus.group], every=True)
        yield _arm(score=str(bonus.points)), match


def _some_of(plan: Plan) -> str:
    """One telling group makes a hit; all groups stand in the expression, so that all are scored."""
    telling = " OR ".join(map(_any_of, plan.telling))
    if plan.telling == plan.groups:
        return match_expression(plan.columns, plan.groups, every=False)
    either = " OR ".join(map(_any_of, plan.groups))
    return f"{{{' '.join(plan.columns)}}} : (({telling}) AND ({either}))"


def _arm(*, found: int = 0, complete: int = 0, score: str = "0.0") -> str:
    return (
        f"SELECT rowid AS id, {found} AS found, {complete} AS complete, {score} AS score"  # noqa: S608
        f" FROM {WORDS} WHERE {WORDS} MATCH %s"
    )


class Index(AnalysedIndex, modelsearch_sqlite.SQLiteIndex):
    def column(self, terms: Sequence[str]) -> str:
        return " ".join(terms)


SearchBackend = ranked_backend(
    modelsearch_sqlite.SQLiteSearchBackend, index=Index, ranking=SQLiteRanking
)
