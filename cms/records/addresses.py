"""Whose request it is: the client's address behind as many proxies as we run ourselves."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address that the outermost proxy of ours saw; None where there is none (a socket).

    ``X-Forwarded-For`` can be forged by the client up to the entries our own proxies append, so
    it is read from the right, by the number of proxies in ``PROXIES``; 0 ignores the header.
    """
    proxies = settings.PROXIES
    seen = request.META.get("REMOTE_ADDR", "")
    if proxies:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        seen = hops[-proxies] if len(hops) >= proxies else seen
    try:
        return str(ip_address(seen))
    except ValueError:
        return None
