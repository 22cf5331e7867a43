"""How often strangers may do something: counted by address in the cache, never stored.

The count lives in Django's cache: with the default (memory of each process) an address has as many
tries as there are processes; a shared cache makes it exact.
"""

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from cms.records.addresses import line_of

SALT = "cms.core.throttling"
HOUR = 60 * 60  # seconds


def is_too_often(*, act: str, address: str | None, most: int, seconds: int) -> bool:
    """Count one ``act`` of ``address``; True once there were more than ``most`` in ``seconds``.

    ``address``: of the internet (every address of one IPv6 line is the same) or of mail. Without
    one (a socket) all share one count.
    """
    who = line_of(address) if address else ""
    key = f"throttle.{act}.{salted_hmac(SALT, who).hexdigest()}"
    if cache.add(key, 1, seconds):
        return most < 1
    try:
        return cache.incr(key) > most
    except ValueError:  # it ended between the two lines
        return False
