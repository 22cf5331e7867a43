"""`make test`: lint, the suite on SQLite and on PostgreSQL, a browser, all at once; coverage."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from cms.translation.catalogues import compile_everything
from tests import postgres

ROOT = Path(__file__).resolve().parents[1]
MINIMUM_COVERAGE = 95
# What behaves otherwise on PostgreSQL. Everything else is covered by the run on SQLite: following
# each line twice would take minutes.
OF_POSTGRESQL = "cms.search.backends,cms.areas.services,directory.querysets"
# How pages look is the same on every database: the browser looks once, at what `make run` serves.
LOOKS = ("test_every_page", "test_pictures")
# Neither does what asks no database, or walks hundreds of addresses to see who may open them.
ONCE = (
    *("architecture", "japanese", "manual", "measures/eligibility"),
    *("accounts/test_role_matrix.py", "accounts/test_admin_words.py"),
)


@dataclass(frozen=True)
class Suite:
    """A Python module with its arguments; without an address on the embedded SQLite."""

    name: str
    command: tuple[str, ...]
    database_url: str | None = None

    def run(self) -> bool:
        """Print everything at the end, so that suites side by side do not mix."""
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
        environment.pop("DATABASE_URL", None)
        if self.database_url:
            environment["DATABASE_URL"] = self.database_url
        command = [sys.executable, "-m", *self.command]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        print(f"== {self.name}\n{done.stdout}", flush=True)
        return done.returncode == 0


def lanes(database_url: str | None) -> list[list[Suite]]:
    """What runs side by side; the suites of one lane run one after the other.

    A browser has a process of its own: its event loop gives the thread a second connection to
    the database, and what has two connections cannot be copied.
    """
    pytest, follow = ("pytest", "-q", "--durations=10"), ("coverage", "run")
    rest, browser = "--ignore=tests/browser", (*pytest, "tests/browser")
    found = [
        [Suite("lint", ("tests.lint",)), Suite("browser", browser)],
        [Suite("suite on SQLite", (*follow, "-m", *pytest, rest))],
    ]
    if database_url:
        once = [f"--ignore=tests/browser/{name}.py" for name in LOOKS]
        asking = [f"--ignore=tests/{room}" for room in ONCE]
        followed = (*follow, f"--source={OF_POSTGRESQL}", "-m", *pytest, rest, *asking)
        found[1].append(Suite("browser on PostgreSQL", (*browser, *once), database_url))
        found.append([Suite("suite on PostgreSQL", followed, database_url)])
    return found


def run_suites() -> bool:
    """Everything side by side, so that no core waits."""
    with ExitStack() as stack:
        has_server = bool(postgres.programs())
        url = stack.enter_context(postgres.server()) if has_server else None
        side_by_side = lanes(url)
        pool = stack.enter_context(ThreadPoolExecutor(len(side_by_side)))
        results = list(pool.map(run_lane, side_by_side))
    if not has_server:
        print("SKIPPED: the suite on PostgreSQL (PostgreSQL is not installed)")
        results.append(not os.environ.get("CI"))
    return all(results)


def run_lane(lane: list[Suite]) -> bool:
    results = [suite.run() for suite in lane]  # the later ones run all the same
    return all(results)


def coverage() -> bool:
    tool = [sys.executable, "-m", "coverage"]
    subprocess.run([*tool, "combine", "--quiet"], cwd=ROOT, check=True)
    result = subprocess.run(
        [*tool, "report", f"--fail-under={MINIMUM_COVERAGE}"], cwd=ROOT, check=False
    )
    return result.returncode == 0


def main() -> int:
    subprocess.run([sys.executable, "-m", "coverage", "erase"], cwd=ROOT, check=True)
    compile_everything()
    results = {"tests": run_suites(), "coverage": coverage()}
    failed = [name for name, ok in results.items() if not ok]
    print("all clean" if not failed else f"FAILED: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
