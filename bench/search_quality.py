"""Quality and speed of the search on judged queries. See bench/README.md."""

import argparse
import json
import math
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a file or as a module

DEPTH = 10
Ranking = list[str]
Judgement = Mapping[str, int]


@dataclass(frozen=True)
class Answer:
    """What one query returned, and what a person judged relevant for it."""

    query: str
    found: Ranking
    relevant: Judgement
    milliseconds: float

    def gain(self, ranking: Sequence[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(ranking))

    @property
    def ndcg(self) -> float:
        grades = [self.relevant.get(key, 0) for key in self.found[:DEPTH]]
        ideal = sorted(self.relevant.values(), reverse=True)[:DEPTH]
        return self.gain(grades) / self.gain(ideal)

    @property
    def reciprocal_rank(self) -> float:
        places = [place for place, key in enumerate(self.found[:DEPTH], 1) if key in self.relevant]
        return 1 / places[0] if places else 0.0

    def recall(self, depth: int) -> float:
        found = sum(key in self.relevant for key in self.found[:depth])
        return found / min(len(self.relevant), depth)

    def hit(self, depth: int) -> bool:
        return any(key in self.relevant for key in self.found[:depth])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("judged", type=Path, help="documents and judged queries (JSON)")
    parser.add_argument("--backend", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--docs", type=int, default=0, metavar="N", help="fill up to N documents")
    parser.add_argument("--database-url", help="PostgreSQL server (default: DATABASE_URL)")
    parser.add_argument("--no-synonyms", action="store_true", help="measure without synonyms")
    parser.add_argument("--misses", action="store_true", help="list the queries below .9 nDCG")
    options = parser.parse_args()
    if options.backend == "postgres" and not (
        options.database_url or os.environ.get("DATABASE_URL")
    ):
        parser.error("--backend postgres needs --database-url or DATABASE_URL")
    return options


@contextmanager
def scratch_database(options: argparse.Namespace) -> Iterator[None]:
    """Django with an empty database that goes when the run ends."""
    if options.backend == "sqlite":
        os.environ.pop("DATABASE_URL", None)
    elif options.database_url:
        os.environ["DATABASE_URL"] = options.database_url
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django

    django.setup()
    from django.db import connection

    print("making a scratch database …", file=sys.stderr)
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def index(documents: Sequence[dict[str, str]], *, synonyms: bool) -> float:
    """Put documents into the database and the index; returns documents indexed per second."""
    from django.core.management import call_command
    from django.db import connection
    from wagtail.search.backends import get_search_backend

    from bench.documents.models import Document

    if synonyms:
        call_command("load_synonyms", verbosity=0)
    Document.objects.bulk_create(
        [Document(key=each["id"], title=each["title"], body=each["body"]) for each in documents],
        batch_size=1000,
    )
    started = time.perf_counter()
    backend, records = get_search_backend(), list(Document.objects.order_by("pk"))
    for start in range(0, len(records), 1000):
        backend.add_bulk(Document, records[start : start + 1000])
    speed = len(records) / (time.perf_counter() - started)
    if connection.vendor == "postgresql":  # what autovacuum does within a minute
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return speed


def answers(queries: Sequence[dict[str, Any]], search: Callable[[str], Ranking]) -> list[Answer]:
    search(queries[0]["query"])  # the dictionary is read on first use
    found = []
    for each in queries:
        started = time.perf_counter()
        ranking = search(each["query"])
        elapsed = (time.perf_counter() - started) * 1000
        found.append(Answer(each["query"], ranking, each["relevant"], elapsed))
    return found


def find(query: str) -> Ranking:
    from bench.documents.models import Document

    return [each.key for each in Document.objects.search(query, operator="or")[:DEPTH]]


def figures(found: Sequence[Answer]) -> dict[str, float]:
    def mean(value: Callable[[Answer], float]) -> float:
        return statistics.fmean(map(value, found))

    times = sorted(each.milliseconds for each in found)
    return {
        "nDCG@10": mean(lambda each: each.ndcg),
        "recall@5": mean(lambda each: each.recall(5)),
        "MRR@10": mean(lambda each: each.reciprocal_rank),
        **{f"Hit@{n}": mean(lambda each, n=n: each.hit(n)) for n in (1, 5, 10)},
        "zero-result rate": mean(lambda each: not each.found),
        "ms/query p50": statistics.median(times),
        "ms/query p95": times[min(len(times) - 1, math.ceil(len(times) * 0.95) - 1)],
    }


def main() -> None:
    from bench.distractors import distractors

    options = arguments()
    judged = json.loads(options.judged.read_text(encoding="utf-8"))
    documents = judged["documents"]
    documents = [*documents, *distractors(options.docs - len(documents))]
    with scratch_database(options):
        speed = index(documents, synonyms=not options.no_synonyms)
        found = answers(judged["queries"], find)
        print(f"backend            {options.backend}")
        print(f"documents          {len(documents)}  ({speed:.0f} indexed per second)")
        print(f"queries            {len(found)}")
        for name, value in figures(found).items():
            print(f"{name:18} {value:.3f}")
        for each in sorted(found, key=lambda each: each.ndcg) if options.misses else ():
            if each.ndcg < 0.9:
                print(f"{each.ndcg:.2f}  {each.query}  {each.found[:5]}  {dict(each.relevant)}")


if __name__ == "__main__":
    main()
