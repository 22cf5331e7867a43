"""Addresses that a download has after its terms were accepted: they say what, never who.

They hold for a day, so that a slow or broken download can go on.
"""

from django.core import signing

SALT = "campaigns.taking"
SECONDS = 24 * 60 * 60


def token_for(kind: str, pk: int) -> str:
    return signing.TimestampSigner(salt=SALT).sign_object([kind, pk])


def is_good(token: str, kind: str, pk: int) -> bool:
    try:
        known = signing.TimestampSigner(salt=SALT).unsign_object(token, max_age=SECONDS)
    except signing.BadSignature:
        return False
    return known == [kind, pk]
