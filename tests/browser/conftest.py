"""A real browser against a real `make run` server that the session starts and stops."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.demonstration import CHROMIUM, QUIET, Demo, running_demo

PATIENCE = 120_000  # milliseconds: both cores also run the suites, what comes may come late
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`manage.py start_demo` on a free port with a folder and a database of its own."""
    with running_demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


@pytest.fixture(scope="session")
def base_url(demo: Demo) -> str:
    return demo.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    arguments = {**browser_type_launch_args, "args": QUIET}
    return {**arguments, "executable_path": str(CHROMIUM)} if CHROMIUM.exists() else arguments


@pytest.fixture(scope="session")
def browser(launch_browser) -> Iterator[object]:
    """The session's browser; skipped by name when no browser is there."""
    try:
        found = launch_browser()
    except Exception as error:
        if "Executable doesn't exist" in str(error):
            pytest.skip("no browser: neither /usr/bin/chromium nor Playwright's own is installed")
        raise
    yield found
    found.close()


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """A Japanese phone; motion is off, so that what has focus is where it will stay."""
    tokyo = {"locale": "ja-JP", "timezone_id": "Asia/Tokyo", "reduced_motion": "reduce"}
    return {**browser_context_args, **tokyo}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext]) -> Callable[..., BrowserContext]:
    """Contexts whose pages wait as long as a busy machine needs."""

    def patient(**options: object) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        return context

    return patient
