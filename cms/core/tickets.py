"""Tickets: links that are the whole proof of who may do something, for people without an account.

The address holds the secret; the database holds its digest, so that nobody who reads the database
can use a link. Whoever stores a digest also stores until when it counts.
"""

import hashlib
import secrets

from django.http import HttpResponse
from django.utils.cache import patch_cache_control

BYTES = 24  # 192 bits: 32 letters of an address
DIGEST_LENGTH = 64


def new_ticket() -> tuple[str, str]:
    """A fresh secret for an address, and the digest to store."""
    secret = secrets.token_urlsafe(BYTES)
    return secret, digest(secret)


def digest(secret: str) -> str:
    """SHA-256 of ``secret``, 64 hexadecimal digits: enough for 192 random bits, without salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


def keep_secret(response: HttpResponse) -> HttpResponse:
    """A page behind a ticket: nobody keeps it, no search engine indexes it, no other site is told.

    ``same-origin``, not ``no-referrer``: with the latter browsers post forms with ``Origin: null``,
    which the check against forged posts refuses.
    """
    response.headers.pop("Cache-Control", None)
    patch_cache_control(response, private=True, no_store=True)
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
