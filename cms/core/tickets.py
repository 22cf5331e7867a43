"""Tickets: links that are the whole proof of who may do something, for people without an account.

The address holds the secret; the database holds its digest, so that nobody who reads the database
can use a link. Whoever stores a digest also stores until when it counts.
"""

import hashlib
import secrets

BYTES = 24  # 192 bits: 32 letters of an address
DIGEST_LENGTH = 64


def new_ticket() -> tuple[str, str]:
    """A fresh secret for an address, and the digest to store."""
    secret = secrets.token_urlsafe(BYTES)
    return secret, digest(secret)


def digest(secret: str) -> str:
    """SHA-256 of ``secret``, 64 hexadecimal digits: enough for 192 random bits, without salt."""
    return hashlib.sha256(secret.encode()).hexdigest()
