"""Codes of an authenticator app (RFC 6238) and codes for the day it is lost. No database."""

import base64
import secrets
from datetime import datetime
from urllib.parse import quote, urlencode

import segno
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP

from cms.core.sealing import box
from cms.japanese.normalise import digits

SALT = "cms.accounts.one_time_codes"
SEED_BYTES = 20  # RFC 4226 recommends 160 bits
STEP = 30  # seconds
TOLERANCE = 1  # steps before and after: clocks of telephones are off
READABLE = "346789abcdefghjkmnpqrtwxy"


def draw_seed() -> bytes:
    return secrets.token_bytes(SEED_BYTES)


def seal_seed(seed: bytes) -> bytes:
    return box(SALT).encrypt(seed)


def open_seed(sealed: bytes) -> bytes:
    """Raises cryptography.fernet.InvalidToken when the key of this installation was lost."""
    return box(SALT).decrypt(bytes(sealed))


def step_of(code: str, *, seed: bytes, at: datetime, after: int) -> int | None:
    """The time step that ``code`` belongs to; None for a wrong one and for steps up to ``after``.

    A step that was used once is refused: a code seen over somebody's shoulder opens nothing.
    """
    written = typed_digits(code)
    if len(written) != 6:
        return None
    clock = TOTP(seed, step=STEP)
    clock.time = at.timestamp()
    return clock.t() if clock.verify(int(written), TOLERANCE, min_t=after + 1) else None


def typed_digits(code: str) -> str:
    """１２３ ４５６ → 123456; empty when anything but digits remains."""
    written = "".join(digits(code[:40]).split()).replace("-", "")
    return written if written.isascii() and written.isdecimal() else ""


def address_for_app(seed: bytes, *, account: str, site: str) -> str:
    """``otpauth://`` address that authenticator apps read from the QR code."""
    label = quote(f"{site}:{account}")
    return f"otpauth://totp/{label}?{urlencode({'secret': seed_text(seed), 'issuer': site})}"


def seed_text(seed: bytes) -> str:
    """For typing by hand where no camera is at hand."""
    return base64.b32encode(seed).decode("ascii").rstrip("=")


def picture_of(address: str) -> str:
    """QR code as a data address: nobody else sees the seed, no inline markup is needed."""
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=4, dark="#08351f"))


def draw_recovery_codes(count: int = 10) -> list[str]:
    """``k7wqp-3mfdx``: 10 of 25 characters, 46 bits each; tries are limited."""
    return [
        "-".join("".join(secrets.choice(READABLE) for _c in range(5)) for _part in range(2))
        for _code in range(count)
    ]


def recovery_digest(code: str, *, user_pk: int) -> str:
    """Keyed and per person: a stolen table cannot be searched. Signs between do not count."""
    written = "".join(char for char in code[:80].lower() if char.isalnum())
    return salted_hmac(f"{SALT}.{user_pk}", written, algorithm="sha256").hexdigest()
