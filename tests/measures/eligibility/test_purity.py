"""The engine is a library inside the product: it knows nothing of the framework around it."""

import ast
from pathlib import Path

import measures.eligibility

FOLDER = Path(measures.eligibility.__file__).parent
ALLOWED = {
    "abc", "bisect", "collections", "dataclasses", "datetime", "enum", "functools", "itertools",
    "json", "pathlib", "typing",
}  # fmt: skip


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
    names |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    return names


def test_it_imports_the_standard_library_and_itself_only():
    for path in FOLDER.rglob("*.py"):
        for name in imported(path):
            own = name.startswith("measures.eligibility")
            assert own or name.split(".")[0] in ALLOWED, f"{path.name}: {name}"


def test_only_the_library_reads_files_and_nothing_reads_the_clock():
    for path in FOLDER.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "today(" not in text
        assert "now(" not in text
        assert path.name == "library.py" or "read_text" not in text
