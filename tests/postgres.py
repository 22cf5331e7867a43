"""A PostgreSQL server of the test run's own, from the system's programs, gone when the run ends."""

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder with initdb and pg_ctl, newest version first; None when PostgreSQL is missing."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = sorted(
        glob.glob("/usr/lib/postgresql/*/bin"), key=lambda name: int(name.split("/")[4])
    )
    return Path(folders[-1]) if folders else None


def _as_owner(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: use the account its package made."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def server() -> Iterator[str]:
    """Start a server in a temporary folder; yields its DATABASE_URL."""
    folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
    binary, port = programs(), _free_port()
    assert binary, "PostgreSQL is not installed"
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data, log = folder / "data", folder / "log"
    options = (
        f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
    )
    control = _as_owner([str(binary / "pg_ctl"), "-D", str(data), "-w"])
    create = [
        str(binary / "initdb"),
        "-D",
        str(data),
        "-U",
        "portal",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-locale",
    ]
    subprocess.run(_as_owner(create), check=True, stdout=subprocess.DEVNULL)
    subprocess.run(
        [*control, "-l", str(log), "-o", options, "start"], check=True, stdout=subprocess.DEVNULL
    )
    try:
        yield f"postgres://portal@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(
            [*control, "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL
        )
        shutil.rmtree(folder, ignore_errors=True)
