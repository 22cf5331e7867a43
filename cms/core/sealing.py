"""Boxes for what may only be read by this installation: encrypted and signed.

Fernet (AES-128-CBC and HMAC-SHA256) with keys drawn from ``SECRET_KEY``; ``SECRET_KEY_FALLBACKS``
still open what was sealed before the key was changed. Each purpose has a key of its own.
"""

import base64

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def box(purpose: str) -> MultiFernet:
    """The box of one purpose, e.g. ``"measures.finder.sealing"``."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(purpose, secret)) for secret in secrets])


def _key(purpose: str, secret: str | bytes) -> bytes:
    digest = salted_hmac(purpose, "key", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
