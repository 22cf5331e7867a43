"""Whose request it is: the client's address behind as many proxies as we run ourselves."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

LINE = 64  # bits of an IPv6 address that the provider gives to one line


def line_of(address: str) -> str:
    """What stands for everybody behind one line: IPv4 whole, of IPv6 the network of the line.

    Anything else (a mail address) stands for itself.
    """
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ip_network((str(known), LINE), strict=False).network_address)


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
