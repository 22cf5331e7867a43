"""Programs of our own that open files nobody trusts, each in a process with limits."""

import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SECONDS = 60
logger = logging.getLogger(__name__)


def run_program(path: str, *arguments: str, given: bytes = b"") -> bytes:
    """What the program prints, which is nothing when it fails or takes too long.

    It runs without the portal's modules and environment (``-I``) and sets its own limits.
    """
    command = [sys.executable, "-I", path, *arguments]
    try:
        done = subprocess.run(  # noqa: S603  our own program; names of files are temporary ones
            command,
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={"LANG": "C.UTF-8"},
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failure:
        logger.warning("Nothing from %s: %s", path, type(failure).__name__)
        return b""
    return done.stdout


@contextmanager
def local_copy(document: Any) -> Iterator[str]:
    """The path of a copy of a document's file for as long as a program needs it."""
    with tempfile.NamedTemporaryFile(prefix="portal-copy-") as copy:
        with document.open_file() as file:
            for chunk in file.chunks():
                copy.write(chunk)
        copy.flush()
        yield copy.name
