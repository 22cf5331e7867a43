"""`make lint`: style, types, templates, import contracts, Django's own checks."""

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOMS

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
TEST = {"DJANGO_SETTINGS_MODULE": "cms.settings.test"}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "not-a-secret-only-for-the-check-" + "0123456789abcdefghijklmnopqrstuvwxyz",
    "PORTAL_HOSTS": "portal.example",
    "EMAIL_URL": "consolemail://",
    "EMAIL_FROM": "portal@portal.example",
}
COMMANDS: list[tuple[list[str], dict[str, str]]] = [
    (["ruff", "check", "."], {}),
    (["ruff", "format", "--check", "."], {}),
    (["lint-imports"], {}),
    (["djlint", "--lint", "--quiet", *ROOMS], {}),
    (["mypy"], {}),
    (["python", "manage.py", "makemigrations", "--check", "--dry-run"], TEST),
    (["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
]


def run(command: list[str], extra: dict[str, str]) -> bool:
    """Run one tool of the environment; True when it found nothing."""
    print(f"== {' '.join(command)}", flush=True)
    program = [str(BIN / command[0]), *command[1:]]
    return (
        subprocess.run(program, cwd=ROOT, env={**os.environ, **extra}, check=False).returncode == 0
    )


def main() -> int:
    failed = [" ".join(command) for command, extra in COMMANDS if not run(command, extra)]
    print("lint: clean" if not failed else f"lint: failed: {'; '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
