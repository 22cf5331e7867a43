"""The files of the repository, read as text, for tests that judge how the code is written."""

import ast
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "cms",
    "home",
    "measures",
    "directory",
    "staff_library",
    "companies",
    "events",
    "campaigns",
)
BINARY = {".png", ".otf", ".xz", ".woff2", ".ico", ".jpg", ".webp", ".mo", ".mp4"}


@lru_cache(maxsize=1)
def kept_files() -> tuple[Path, ...]:
    """Every file git keeps, and new ones it would keep; without git (an unpacked archive) all."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = [ROOT / line for line in listed.stdout.splitlines()] or list(ROOT.rglob("*"))
    return tuple(path for path in sorted(found) if path.is_file() and ".venv" not in path.parts)


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def texts(*endings: str, rooms: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(name, text) of the kept files with one of ``endings``, below ``rooms`` when given."""
    for path in kept_files():
        name = name_of(path)
        if path.suffix in endings and (not rooms or name.split("/")[0] in rooms):
            yield name, path.read_text(encoding="utf-8")


def modules(*, tests: bool = False) -> Iterator[tuple[str, str]]:
    """Python modules of the rooms (and of tests and bench), migrations left out."""
    rooms = (*ROOMS, "tests", "bench") if tests else ROOMS
    for name, text in texts(".py", rooms=rooms):
        if "/migrations/" not in name:
            yield name, text


def functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
