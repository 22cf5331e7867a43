"""`manage.py start_demo` as a process of its own, for tests and for the pictures of the manual."""

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_LIMIT = 600  # seconds for migrating, seeding and collecting on a busy machine


class DemoStartError(RuntimeError):
    """The server ended, or never answered; the message is what it said."""


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
    raise DemoStartError(log.read_text()[-4000:])


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    """An own database beside the test database of the run: a file, or one more in PostgreSQL."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder}/portal.sqlite3"
        return
    import psycopg

    name = f"portal_{folder.name.replace('-', '_')}_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield url.rsplit("/", 1)[0] + f"/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """The sample site on a free port, with everything it keeps in ``folder``."""
    port = free_port()
    with _database(folder) as database:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.demo",
            "PORTAL_VAR": str(folder),
            "DATABASE_URL": database,
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
