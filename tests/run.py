"""`make test`: lint, the suite on SQLite and on PostgreSQL, a browser, all at once; coverage."""

import os
import subprocess
import sys
from contextlib import ExitStack
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


def start(*command: str, database_url: str | None = None) -> subprocess.Popen[str]:
    """Start a Python module; without an address on the embedded SQLite."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    environment.pop("DATABASE_URL", None)
    if database_url:
        environment["DATABASE_URL"] = database_url
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def report(name: str, process: subprocess.Popen[str]) -> bool:
    output, _ = process.communicate()
    print(f"== {name}\n{output}", flush=True)
    return process.returncode == 0


def run_suites() -> bool:
    """Everything side by side, so that no core waits; the output comes one after the other."""
    pytest, follow = ("pytest", "-q", "--durations=10"), ("coverage", "run")
    running = {
        "lint": start("tests.lint"),
        "suite on SQLite": start(*follow, "-m", *pytest, "--ignore=tests/browser"),
        "browser": start(*pytest, "tests/browser"),
    }
    with ExitStack() as stack:
        if postgres.programs():
            url = stack.enter_context(postgres.server())
            once = [f"--ignore=tests/browser/{name}.py" for name in LOOKS]
            command = (*follow, f"--source={OF_POSTGRESQL}", "-m", *pytest, *once)
            running["suite on PostgreSQL"] = start(*command, database_url=url)
        results = [report(name, process) for name, process in running.items()]
    if not postgres.programs():
        print("SKIPPED: the suite on PostgreSQL (PostgreSQL is not installed)")
        results.append(not os.environ.get("CI"))
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
