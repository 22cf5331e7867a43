"""Weight and speed of the finder's pages with the sample site. See bench/README.md.

python -m bench.finder_pages
"""

import gzip
import io
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

REPEATS = 9
ADDRESS, CHAT = "/measures/finder/", "/measures/finder/chat/"
P1 = {
    "urgent": [],
    "area": {"prefecture": "13", "code": "132012", "flags": ["welfare_office"]},
    "family_status": ["divorced"],
    "income_kin": "none",
    "children": [{"stage": "es1", "disability": []}],
    "income_self": {"revenue": 2_000_000},
    "child_support_received": 0,
    "work": ["part_time"],
}


@contextmanager
def sample_site() -> Iterator[None]:
    """Django with the sample site in a scratch database that goes when the run ends."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    import django

    from cms.translation.catalogues import compile_catalogues

    compile_catalogues()
    django.setup()
    from django.core.management import call_command
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        call_command("seed_demo", verbosity=0, stdout=io.StringIO())
        yield
    finally:
        runner.teardown_databases(databases)


def measure() -> list[tuple[str, int, int, int, float]]:
    """(page, bytes, bytes after gzip, queries, best CPU milliseconds) of each step."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from cms.core.calendar import now
    from measures.finder.journey import Journey

    client = Client()
    state = Journey(P1, ("urgent", "children", "situation", "area", "money", "work")).seal(at=now())
    steps = {
        "first question": (ADDRESS, {"do": "back", "state": Journey().seal(at=now())}),
        "next question": (ADDRESS, {"do": "continue"}),
        "results": (ADDRESS, {"do": "results"}),
        "memo": (ADDRESS, {"do": "memo"}),
        "conversation": (CHAT, {"do": "continue"}),
        "conversation, results": (CHAT, {"do": "results"}),
    }
    rows = []
    for name, (address, fields) in steps.items():
        client.post(address, {"state": state, **fields})
        seconds = []
        for _repeat in range(REPEATS):
            start = time.process_time()
            response = client.post(address, {"state": state, **fields})
            seconds.append(time.process_time() - start)
        with CaptureQueriesContext(connection) as queries:
            client.post(address, {"state": state, **fields})
        packed = len(gzip.compress(response.content, 6))
        rows.append((name, len(response.content), packed, len(queries), min(seconds) * 1000))
    return rows


def main() -> None:
    with sample_site():
        rows = measure()
    first = rows[0][4]
    print(f"{'page':24}{'bytes':>9}{'gzip':>8}{'queries':>9}{'CPU ms':>8}{'× first':>9}")
    for name, size, packed, queries, best in rows:
        print(f"{name:24}{size:9}{packed:8}{queries:9}{best:8.1f}{best / first:9.1f}")


if __name__ == "__main__":
    sys.exit(main())
