"""Virus scanners for tests: Debian's clamd with one signature of ours, and one that misbehaves."""

import hashlib
import os
import shutil
import signal
import socketserver
import struct
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# The test file of the European Institute for Computer Antivirus Research, which harms nothing; in
# two pieces, so that no scanner stumbles over this source.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
CONFIGURATION = """LocalSocket {folder}/clamd.ctl
PidFile {folder}/clamd.pid
LogFile {folder}/clamd.log
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
StreamMaxLength {most}
"""


def is_installed() -> bool:
    return shutil.which("clamd") is not None


@contextmanager
def server(most: str = "10M") -> Iterator[str]:
    """Debian's clamd, which knows only EICAR; yields its ``CLAMAV_URL``."""
    folder = Path(tempfile.mkdtemp(prefix="portal-clamav-"))
    (folder / "signatures").mkdir()
    signature = f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar-Test-Signature\n"
    (folder / "signatures" / "eicar.hdb").write_text(signature)
    configuration = folder / "clamd.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, most=most))
    try:
        # It returns when it answers, and goes on in the background.
        subprocess.run(
            ["clamd", f"--config-file={configuration}"], check=True, timeout=60, capture_output=True
        )
        yield f"unix://{folder}/clamd.ctl"
    finally:
        number = folder / "clamd.pid"
        if number.exists():
            os.kill(int(number.read_text()), signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


class _Connection(socketserver.StreamRequestHandler):
    """One INSTREAM conversation: reads every chunk, then gives the answer it was told to give."""

    server: "Scanner"

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        received = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            received += self.rfile.read(length)
        self.server.received.append(received)
        self.wfile.write(self.server.answer)


class Scanner(socketserver.ThreadingTCPServer):
    """A scanner that says what it is told."""

    daemon_threads = True

    def __init__(self, answer: bytes) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.answer = answer
        self.received: list[bytes] = []

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def scanner(answer: bytes) -> Iterator[Scanner]:
    with Scanner(answer) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()
