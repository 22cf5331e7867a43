"""Reading the web addresses that other people wrote."""

from urllib.parse import SplitResult, urljoin, urlsplit


def parts_of_address(address: str, base: str = "") -> SplitResult | None:
    """The parts of ``address`` as it stands at ``base``; None where it is none that can be read.

    Python raises at ``https://[1]/`` and at port 99999.
    """
    try:
        parts = urlsplit(urljoin(base, address))
        _ = parts.port
    except ValueError:
        return None
    return parts


def host_of(address: str) -> str:
    """In small letters; empty where the address names none or cannot be read."""
    parts = parts_of_address(address)
    return (parts.hostname or "").lower() if parts else ""
