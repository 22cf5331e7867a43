"""Asking ClamAV about a file, by its INSTREAM command (``man clamd``); off without CLAMAV_URL."""

import socket
import struct
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import File

from cms.assets.refusals import RefusedFileError

CHUNK = 64 * 1024
SECONDS = 60  # of silence; a large file takes long, but clamd reads all the time
LONGEST_ANSWER = 4 * 1024


class ScannerError(OSError):
    """The scanner did not give a verdict."""


def scan(file: File) -> None:
    """Refuse an infected file, and every file while the scanner does not answer."""
    if not settings.CLAMAV_URL:
        return
    file.seek(0)
    try:
        answer = _ask(file)
    except OSError as silent:
        raise RefusedFileError(
            "ウイルスの検査ができないので、今は置けません。しばらくしてからもう一度お試しください。"
            "続くときは運用担当に知らせてください。"
        ) from silent
    if answer.endswith("FOUND"):
        raise RefusedFileError(
            "ウイルスが見つかったので、置きませんでした。ファイルを開かず、情報システムの担当に知らせてください。"
        )


def _ask(file: File) -> str:
    """clamd's answer, ``stream: OK`` or ``stream: … FOUND``; anything else is no verdict."""
    with _connect() as connection:
        connection.sendall(b"zINSTREAM\0")
        while chunk := file.read(CHUNK):
            connection.sendall(struct.pack("!L", len(chunk)) + chunk)
        connection.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
            part = connection.recv(LONGEST_ANSWER)
            if not part:
                break
            answer += part
    text = answer.rstrip(b"\0\n").decode(errors="replace")
    if text != "stream: OK" and not text.endswith(" FOUND"):
        raise ScannerError(text or "no answer")
    return text


def _connect() -> socket.socket:
    """``tcp://host:3310`` or ``unix:///run/clamav/clamd.ctl``."""
    address = urlsplit(settings.CLAMAV_URL)
    if address.scheme == "tcp":
        return socket.create_connection((address.hostname, address.port or 3310), timeout=SECONDS)
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(SECONDS)
    connection.connect(address.path)
    return connection
