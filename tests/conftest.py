"""What every test stands on: compiled catalogues, a small site, no silent skips on CI."""

import io
import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from cms.core.locales import forget_codes
from cms.demo import accounts
from cms.translation.catalogues import compile_everything

for written in compile_everything():
    # Django was set up before this file was read: it forgets what it loaded without the catalogue.
    translation_file_changed(None, written)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the test thread


@pytest.fixture(autouse=True)
def fresh_process():
    """What a test left in the cache or as the active language does not reach the next one."""
    cache.clear()
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def site(db):
    """The default site with an empty front page in Japanese."""
    from tests.builders import make_site

    return make_site()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with open data beside the checkout; a test that needs it is skipped by name."""
    folder = Path(os.environ.get("PORTAL_SHARED", Path(__file__).resolve().parents[2] / "shared"))
    if not folder.is_dir():
        pytest.skip(f"open data for tests is not at {folder.name}/ beside the checkout")
    return folder


def pytest_terminal_summary(terminalreporter, exitstatus, config):
    """On CI nothing may be skipped: a skipped test is named and fails the run."""
    skipped = terminalreporter.stats.get("skipped", [])
    if os.environ.get("CI") and skipped:
        terminalreporter.section("skipped on CI")
        for report in skipped:
            terminalreporter.line(f"{report.nodeid}: {report.longrepr[2]}")


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def sample_site(django_db_setup, django_db_blocker, tmp_path_factory):
    """A second test database with the sample site, seeded once for a run by the command itself."""
    folder, creation = tmp_path_factory.mktemp("demo"), connection.creation
    with django_db_blocker.unblock():
        connection.close()  # what is copied must not be in use
        creation.clone_test_db("sample", verbosity=0, autoclobber=True)
        with _database("sample"), pytest.MonkeyPatch.context() as patch:
            patch.setattr(accounts, "VAR", folder)
            call_command("seed_demo", verbosity=0, stdout=io.StringIO())
    yield folder
    with django_db_blocker.unblock():
        creation.destroy_test_db(verbosity=0, suffix="sample")


@pytest.fixture(scope="module")
def seeded(sample_site, django_db_blocker):
    """The module runs on the sample site; every test leaves it as it was. None may commit."""
    with (
        django_db_blocker.unblock(),
        _database("sample"),
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(accounts, "VAR", sample_site)
        yield sample_site
    cache.clear()


@pytest.fixture
def own_database(django_db_setup, django_db_blocker):
    """A database of the test's own, where threads may commit; nothing of it is left behind.

    Take this and not ``django_db(transaction=True)``: that one empties what the others stand on.
    """
    creation = connection.creation
    with django_db_blocker.unblock():
        connection.close()  # what is copied must not be in use
        creation.clone_test_db("threads", verbosity=0, autoclobber=True)
        with _database("threads"):
            yield
        creation.destroy_test_db(verbosity=0, suffix="threads")


@contextmanager
def _database(suffix):
    """Speak to the clone of the test database with this suffix."""
    own = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = connection.creation.get_test_db_clone_settings(suffix)[
        "NAME"
    ]
    forget_codes()
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        forget_codes()
