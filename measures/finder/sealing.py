"""Answers on their way through the visitor's browser: encrypted, signed, valid for half an hour.

The server keeps nothing. The token stands in a hidden field and is posted back; whoever finds it
cannot read it (Fernet: AES-128-CBC and HMAC-SHA256), and after ``LIFETIME`` it is worthless.
"""

import base64
import json
import zlib
from datetime import datetime
from typing import Any

from cryptography.fernet import InvalidToken

from cms.core.sealing import box

LIFETIME = 30 * 60  # seconds
MOST_CHARACTERS = 8_000
MOST_BYTES = 20_000
SALT = "measures.finder.sealing"


def seal(told: Any, *, at: datetime) -> str:
    """``told`` (JSON) as a token of the moment ``at``."""
    written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    packed = zlib.compress(written.encode(), 9)
    return box(SALT).encrypt_at_time(packed, int(at.timestamp())).decode("ascii")


def unseal(token: str, *, at: datetime) -> Any | None:
    """What was sealed; None when the token is forged, damaged or too old."""
    if not token or len(token) > MOST_CHARACTERS or not token.isascii():
        return None
    try:
        packed = box(SALT).decrypt_at_time(token.encode("ascii"), LIFETIME, int(at.timestamp()))
    except (InvalidToken, ValueError):
        return None
    return unpack(packed)


def pack(told: Any) -> str:
    """``told`` as short text for the fragment of an address. Readable by whoever holds it."""
    written = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(written.encode(), 9)).decode().rstrip("=")


def read_packed(text: str) -> Any | None:
    """What ``pack`` wrote; None for anything else."""
    if not text or len(text) > MOST_CHARACTERS or not text.isascii():
        return None
    try:
        return unpack(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError:
        return None


def unpack(packed: bytes) -> Any | None:
    """JSON of compressed bytes, of a bounded size; None when it is something else."""
    reader = zlib.decompressobj()
    try:
        written = reader.decompress(packed, MOST_BYTES)
        return None if reader.unconsumed_tail else json.loads(written)
    except (zlib.error, ValueError, RecursionError):
        return None
