"""An S3 server of the test run's own: radosgw from Debian's packages, in memory, on loopback.

It checks signatures, expiry and policies, which mock servers do not. Packages: ceph-common,
ceph-mon, ceph-osd, radosgw.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PROGRAMS = (
    "ceph",
    "ceph-authtool",
    "ceph-mon",
    "ceph-osd",
    "monmaptool",
    "radosgw",
    "radosgw-admin",
)
SECONDS = 60  # for each step; all together take about 15
TRIES = 3  # a port that was free may be taken a moment later, and two runs start at once
CONFIGURATION = """[global]
fsid = {cluster}
mon_host = 127.0.0.1:{monitor}
mon_initial_members = a
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
auth_allow_insecure_global_id_reclaim = true
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 1
osd_pool_default_pgp_num = 1
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 2000
mon_data_avail_crit = 1
public_addr = 127.0.0.1
ms_bind_msgr2 = false
run_dir = {folder}
admin_socket = {folder}/$name.asok
pid_file = {folder}/$name.pid
log_file = {folder}/$name.log
crash_dir = {folder}
keyring = {folder}/keyring
mon_data = {folder}/mon
osd_data = {folder}/osd
rgw_data = {folder}/rgw
osd_objectstore = memstore
memstore_device_bytes = 1073741824
[client.rgw]
rgw_frontends = beast endpoint=127.0.0.1:{port}
"""


@dataclass(frozen=True)
class Store:
    """Where the server answers and who may write."""

    endpoint: str
    access_key: str = "AKTEST"
    secret_key: str = "SKTEST"


class DidNotStartError(Exception):
    """A program of Ceph ended; its last words say why."""


def is_installed() -> bool:
    return all(shutil.which(program) for program in PROGRAMS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _prepare(folder: Path) -> str:
    """Write the configuration and the empty cluster; returns the S3 address."""
    cluster, monitor, port = str(uuid.uuid4()), _free_port(), _free_port()
    for name in ("mon", "osd", "rgw"):
        (folder / name).mkdir()
    text = CONFIGURATION.format(cluster=cluster, monitor=monitor, port=port, folder=folder)
    (folder / "ceph.conf").write_text(text)
    keyring, everything = str(folder / "keyring"), ["--cap", "mon", "allow *"]
    create = ["ceph-authtool", "--create-keyring", keyring, "--gen-key", "-n", "mon."]
    run(folder, *create, *everything)
    rights = [*everything, "--cap", "osd", "allow *", "--cap", "mgr", "allow *"]
    run(folder, "ceph-authtool", keyring, "--gen-key", "-n", "client.admin", *rights)
    place = f"[v1:127.0.0.1:{monitor}]"
    monmap = str(folder / "monmap")
    run(folder, "monmaptool", "--create", "--addv", "a", place, "--fsid", cluster, monmap)
    run(folder, "ceph-mon", "--mkfs", "-i", "a", "--monmap", monmap, "--keyring", keyring)
    return f"http://127.0.0.1:{port}"


def run(folder: Path, *command: str) -> None:
    """One program of Ceph with this cluster's configuration; daemons go to the background."""
    environment = {**os.environ, "CEPH_CONF": str(folder / "ceph.conf")}
    done = subprocess.run(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
        cwd=folder,
        check=False,
    )
    if done.returncode:
        raise DidNotStartError(f"{command[0]} ended with {done.returncode}: {done.stdout[-2000:]}")


def _start(folder: Path) -> str:
    endpoint = _prepare(folder)
    run(folder, "ceph-mon", "-i", "a")
    disk = str(uuid.uuid4())
    run(folder, "ceph", "osd", "new", disk)
    run(folder, "ceph-osd", "-i", "0", "--mkfs", "--osd-uuid", disk)
    run(folder, "ceph-osd", "-i", "0")
    keys = [f"--access-key={Store.access_key}", f"--secret={Store.secret_key}"]
    user = ["user", "create", "--uid=portal", "--display-name=portal", *keys]
    run(folder, "radosgw-admin", "-n", "client.admin", *user)
    run(folder, "radosgw", "-n", "client.rgw")
    _wait_for(endpoint)
    return endpoint


def _wait_for(endpoint: str) -> None:
    """Ask until the server answers: its program returns before it listens."""
    end, pause = time.monotonic() + SECONDS, threading.Event()
    while time.monotonic() < end:
        try:
            urlopen(endpoint, timeout=5).close()
        except (URLError, OSError):
            pause.wait(0.2)
        else:
            return
    raise TimeoutError(f"{endpoint} did not answer")


def _stop(folder: Path) -> None:
    """End the processes that wrote their numbers into ``folder``, and no others."""
    for file in folder.glob("*.pid"):
        try:
            os.kill(int(file.read_text()), signal.SIGKILL)
        except (ProcessLookupError, ValueError):
            continue


@contextmanager
def server() -> Iterator[Store]:
    """Start a store in a temporary folder; gone when the block ends."""
    folder, endpoint = _start_somewhere()
    try:
        yield Store(endpoint)
    finally:
        _clear(folder)


def _start_somewhere() -> tuple[Path, str]:
    """A folder with a running store and its address; a start that failed is tried again."""
    for attempt in range(1, TRIES + 1):
        folder = Path(tempfile.mkdtemp(prefix="portal-s3-"))
        try:
            return folder, _start(folder)
        except (DidNotStartError, TimeoutError, subprocess.TimeoutExpired) as error:
            _clear(folder)
            last = f"attempt {attempt}: {error}"
    raise DidNotStartError(last)


def _clear(folder: Path) -> None:
    _stop(folder)
    shutil.rmtree(folder, ignore_errors=True)
