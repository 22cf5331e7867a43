"""Budgets and names of docs/conventions.md."""

import ast
from pathlib import PurePosixPath

from tests.architecture.sources import functions, kept_files, modules, name_of, texts

FORBIDDEN = {"utils", "helpers", "common", "base", "misc", "mixins"}
DJANGOS_OWN = {  # names that users of Django know, and a template that Wagtail looks for
    "cms/settings/base.py",
    "cms/core/templates/base.html",
    "cms/core/templates/wagtailadmin/base.html",
}
MODULE, TEMPLATE, FUNCTION, ROUTE = 400, 80, 40, 15


def test_no_file_or_folder_has_a_name_that_says_nothing():
    found = [
        name_of(path)
        for path in kept_files()
        if FORBIDDEN & {part.split(".")[0] for part in PurePosixPath(name_of(path)).parts}
    ]
    assert [name for name in found if name not in DJANGOS_OWN] == []


def test_modules_are_short():
    long = {name: text.count("\n") for name, text in modules(tests=True)}
    assert {name: lines for name, lines in long.items() if lines > MODULE} == {}


def test_templates_are_short():
    long = {name: text.count("\n") for name, text in texts(".html")}
    assert {name: lines for name, lines in long.items() if lines > TEMPLATE} == {}


def test_functions_are_short():
    long = {
        f"{name}:{function.name}": function.end_lineno - function.lineno + 1
        for name, text in modules()
        for function in functions(text)
    }
    assert len(long) > 300, "functions were found at all"
    assert {name: lines for name, lines in long.items() if lines > FUNCTION} == {}


def test_views_only_route():
    long = {
        f"{name}:{function.name}": function.end_lineno - function.lineno + 1
        for name, text in modules()
        if name.endswith("/views.py")
        for function in functions(text)
    }
    assert long
    assert {name: lines for name, lines in long.items() if lines > ROUTE} == {}


def _is_service_module(name: str) -> bool:
    return name.endswith("/services.py") or "/services/" in name


def test_services_take_keywords_only():
    """Two positional arguments of the same type are exchanged sooner or later."""
    wrong = []
    for name, text in modules():
        if not _is_service_module(name):
            continue
        for node in ast.parse(text).body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and len(node.args.args) > 1:
                wrong.append(f"{name}:{node.name}")
    assert wrong == []


def test_our_code_has_types():
    """Every public function outside tests says what it takes and gives."""
    wrong = [
        f"{name}:{function.name}"
        for name, text in modules()
        for function in functions(text)
        if not function.name.startswith("_") and function.returns is None
    ]
    assert wrong == []
