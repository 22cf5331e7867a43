"""A real browser against a real `make run` server that the session starts and stops."""

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = Path("/usr/bin/chromium")
START_LIMIT = 600  # seconds for migrating, seeding and collecting on a busy machine
expect.set_options(timeout=20_000)  # both cores also run the suites: what comes may come late


class Demo:
    """The running demonstration: its address and the sign-ins it drew."""

    def __init__(self, url: str, folder: Path, database: str, environment: dict[str, str]) -> None:
        self.url = url
        self.folder = folder
        self.database = database
        self.environment = environment

    def manage(self, *arguments: str) -> str:
        """Run a command of the operator beside the running server."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command and go on; ``communicate()`` gives all that it said."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def password(self, username: str) -> str:
        drawn = json.loads((self.folder / "demo_sign_ins.json").read_text())
        return next(item["password"] for item in drawn if item["username"] == username)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthy/", timeout=5) as response:
            return response.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_for(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Ask until the server answers; a server that ended tells why."""
    for _attempt in range(START_LIMIT * 4):
        if _answers(url):
            return
        try:
            process.wait(timeout=0.25)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail(f"the demonstration did not start:\n{log.read_text()[-4000:]}")


def _database(folder: Path) -> Iterator[str]:
    """An own database beside the test database of the run: a file, or one more in PostgreSQL."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder}/portal.sqlite3"
        return
    import psycopg

    name = f"portal_browser_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield url.rsplit("/", 1)[0] + f"/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`manage.py start_demo` on a free port with a folder and a database of its own."""
    folder, port = tmp_path_factory.mktemp("demo"), free_port()
    databases = _database(folder)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.demo",
        "PORTAL_VAR": str(folder),
        "DATABASE_URL": (database := next(databases)),
        "PORT": str(port),
    }
    log = folder / "server.log"
    command = [sys.executable, "manage.py", "start_demo"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(process, url, log)
        yield Demo(url, folder, database, environment)
    finally:
        process.terminate()
        process.wait(timeout=30)
        next(databases, None)


@pytest.fixture(scope="session")
def base_url(demo: Demo) -> str:
    return demo.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    arguments = {**browser_type_launch_args, "args": quiet}
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
