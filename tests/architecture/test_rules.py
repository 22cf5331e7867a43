"""Rules of docs/conventions.md that a reader of a change would otherwise have to remember."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.sources import (
    BINARY,
    ROOMS,
    ROOT,
    functions,
    kept_files,
    modules,
    name_of,
    texts,
)

DESTRUCTIVE = {"RemoveField", "DeleteModel", "RenameField", "RenameModel", "RunSQL"}
# Brackets, so that this file does not find itself.
PLACES = re.compile(
    r"(?<![\w.])/(?:wo[r]k|wo[r]kspace|ro[o]t|Us[e]rs)/|(?<!no-emit-)inde[x]-url|art[i]factory|dev[p]i"
)


def found_in(pattern: str, *endings: str) -> list[str]:
    search = re.compile(pattern)
    return [
        f"{name}: {match.group()}"
        for name, text in texts(*endings, rooms=ROOMS)
        for match in search.finditer(text)
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        r"\|\s*safe\b",
        r"\{%\s*autoescape\s+off",
        r"<style\b",
        r"\sstyle\s*=",
        r"\son[a-z]+\s*=\s*[\"']",
        r"<script(?![^>]*\ssrc=)(?![^>]*application/ld\+json)[^>]*>",
        r"javascript:",
        r"https?://(?!www\.sitemaps\.org|www\.w3\.org|www\.jma\.go\.jp)[^\s\"'{}]+\.(?:js|css|woff2?)",
    ],
)
def test_templates_keep_to_the_content_security_policy(pattern):
    assert found_in(pattern, ".html") == []


def test_the_patterns_find_what_they_are_for():
    """A rule that cannot fail protects nothing."""
    assert re.search(r"\|\s*safe\b", "{{ text|safe }}")
    assert re.search(r"\son[a-z]+\s*=\s*[\"']", '<a onclick="x()">')
    assert PLACES.search("/wo" + "rk/main/cms")


# The finder's posts change nothing and read nothing but themselves; see measures/finder/views.py.
# The switch of furigana only says how pages look, and a token would cost every page its cache.
EXEMPT = {"csrf_exempt": {"measures/finder/views.py", "cms/readability/views.py"}}


@pytest.mark.parametrize("name", ["mark_safe", "SafeText", "RawHTMLBlock", "csrf_exempt", "eval"])
def test_python_keeps_to_it_too(name):
    used = [
        module
        for module, text in modules()
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.Name) and node.id == name)
        or (isinstance(node, ast.Attribute) and node.attr == name)
        or (isinstance(node, ast.alias) and node.name == name)
    ]
    assert set(used) <= EXEMPT.get(name, set())


CLOCK_READERS = re.compile(
    r"(?:^|/)(?:views|feeds|wagtail_hooks|presenters|links|structured_data)\.py$"
    r"|/views/|/management/|^cms/demo/|^cms/core/calendar\.py$|/models(?:/|\.py$)|/templatetags/"
)


def test_only_the_edges_read_the_clock():
    """Querysets, services and rules receive the moment: else no test can stand at a boundary."""
    pattern = re.compile(
        r"\b(?:datetime\.now|date\.today|timezone\.now|timezone\.localdate|datetime\.utcnow)\("
    )
    readers = {name for name, text in modules() if pattern.search(text)}
    below_core = ("cms/areas/management/", "cms/areas/choosing.py")  # cannot import the calendar
    others = {name for name in readers if not name.startswith(below_core)}
    assert others <= {"cms/core/calendar.py"}, "everybody else asks cms.core.calendar"


def test_the_clock_is_not_read_in_querysets_and_services():
    pattern = re.compile(r"(?<![\w.])(?:calendar\.)?(?:now|today)\(\)")
    wrong = [
        name
        for name, text in modules()
        if pattern.search(text) and not CLOCK_READERS.search(name) and "\n    def save" not in text
    ]
    assert [name for name in wrong if name.split("/")[-1] in ("querysets.py", "services.py")] == []


def test_no_service_or_view_lists_without_the_visibility_rule():
    """``.live()`` alone lists private pages: only the rule and a page's translations use it."""
    wrong = [
        name
        for name, text in modules()
        for match in re.finditer(r"\.live\(\)", text)
        if "translation_key" not in text[match.start() : match.start() + 120]
        and name != "cms/core/querysets.py"
    ]
    assert wrong == []


def _operations(text: str) -> list[tuple[str, int]]:
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    named = [(getattr(call.func, "attr", getattr(call.func, "id", "")), call) for call in calls]
    return [(name, call.lineno) for name, call in named if name in DESTRUCTIVE]


def test_destructive_migrations_say_why():
    wrong = []
    for name, text in texts(".py"):
        if "/migrations/" not in name or name.startswith("tests/"):
            continue
        lines = text.splitlines()
        wrong += [
            f"{name}:{number} {operation}"
            for operation, number in _operations(text)
            if "#" not in lines[number - 1] and "#" not in lines[number - 2]
        ]
    assert wrong == []


@pytest.mark.django_db
def test_every_model_is_migrated():
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_app_of_the_platform_has_a_label():
    """Two apps with the same last part would exchange their tables."""
    ours = [config for config in apps.get_app_configs() if config.name.startswith("cms.")]
    assert ours
    for config in ours:
        assert "label" in vars(type(config)), config.name
        assert config.verbose_name != config.label.title(), f"{config.name} has a Japanese name"
    labels = [config.label for config in apps.get_app_configs()]
    assert len(labels) == len(set(labels))


def test_the_rooms_import_downwards_only():
    """The contracts of pyproject.toml."""
    program = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout[-3000:]


def test_no_file_names_a_place_of_one_machine():
    """Absolute folders and package indexes of somebody's machine do not belong here."""
    wrong = []
    for path in kept_files():
        if path.suffix in BINARY:
            continue
        text = path.read_text(encoding="utf-8")
        wrong += [f"{name_of(path)}: {match.group()}" for match in PLACES.finditer(text)]
    assert wrong == []


def test_requirements_are_pinned_by_hash_and_name_no_index():
    for name in ("requirements/run.txt", "requirements/dev.txt"):
        text = (ROOT / name).read_text()
        packages = re.findall(r"^[a-z0-9][\w.\[\],-]*==", text, flags=re.MULTILINE)
        assert len(packages) > 20, name
        assert text.count("--hash=sha256:") >= len(packages)
        assert "://" not in text, name


def test_no_password_or_key_is_kept():
    pattern = re.compile(
        r"-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}"
    )
    wrong = [
        name_of(p)
        for p in kept_files()
        if p.suffix not in BINARY and pattern.search(p.read_text("utf-8"))
    ]
    assert wrong == []


def test_every_document_that_is_named_exists():
    """docs/….md in code, comments and documents leads somewhere."""
    pattern = re.compile(r"\bdocs/[\w/.-]+\.md\b")
    named = {
        (name, document)
        for name, text in texts(".py", ".md", ".toml", ".html")
        for document in pattern.findall(text)
        if not name.startswith("tests/architecture/")
    }
    assert named
    assert [pair for pair in sorted(named) if not (ROOT / pair[1]).exists()] == []


def test_links_between_documents_lead_somewhere():
    wrong = []
    for name, text in texts(".md"):
        for target in re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", text):
            if not ((ROOT / name).parent / target).exists():
                wrong.append(f"{name} → {target}")
    assert wrong == []


def test_tests_neither_sleep_nor_replace_our_code():
    pattern = re.compile(r"time\.sleep\(|unittest\.mock|mocker\b|MagicMock")
    wrong = [
        name
        for name, text in texts(".py", rooms=("tests",))
        if pattern.search(text) and not name.startswith("tests/architecture/")
    ]
    assert wrong == []


def test_public_functions_of_the_platform_are_not_doubled():
    """A name that is defined twice in one module: the first one is dead."""
    wrong = []
    for name, text in modules(tests=True):
        names = [
            node.name
            for node in ast.parse(text).body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        ]
        wrong += [f"{name}:{twice}" for twice in set(names) if names.count(twice) > 1]
    assert wrong == []
    assert next(functions("def one(): pass")).name == "one"
