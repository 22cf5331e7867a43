"""`make test`: lint, the whole suite on SQLite and PostgreSQL side by side, coverage."""

import os
import subprocess
import sys
from pathlib import Path

from cms.translation.catalogues import compile_everything
from tests import lint, postgres

ROOT = Path(__file__).resolve().parents[1]
MINIMUM_COVERAGE = 95
# What behaves otherwise on PostgreSQL. Everything else is covered by the run on SQLite: following
# each line twice would take minutes.
OF_POSTGRESQL = "cms.search.backends,cms.areas.services,directory.querysets"


def suite(database_url: str | None) -> subprocess.Popen[str]:
    """Start the suite with coverage; ``None`` is the embedded SQLite."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    environment.pop("DATABASE_URL", None)
    followed = []
    if database_url:
        environment["DATABASE_URL"] = database_url
        followed = [f"--source={OF_POSTGRESQL}"]
    command = [sys.executable, "-m", "coverage", "run", *followed]
    command += ["-m", "pytest", "-q", "--durations=10"]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def report(name: str, process: subprocess.Popen[str]) -> bool:
    output, _ = process.communicate()
    print(f"== suite on {name}\n{output}", flush=True)
    return process.returncode == 0


def run_suites() -> bool:
    """Both databases at once: one for each core."""
    if not postgres.programs():
        print("SKIPPED: the suite on PostgreSQL (PostgreSQL is not installed)")
        return report("SQLite", suite(None)) and not os.environ.get("CI")
    with postgres.server() as url:
        running = {"SQLite": suite(None), "PostgreSQL": suite(url)}
        results = [report(name, process) for name, process in running.items()]
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
    results = {"lint": lint.main() == 0, "tests": run_suites(), "coverage": coverage()}
    failed = [name for name, ok in results.items() if not ok]
    print("all clean" if not failed else f"FAILED: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
