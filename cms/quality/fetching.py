"""Asking another site whether an address still opens: politely, and never inside our own network.

The host is resolved once, every address it has must be public, and the connection goes to the very
address that was looked at: a name that changes its mind in between changes nothing. Redirects are
followed by hand, each target looked at anew.
"""

import http.client
import ipaddress
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin

from django.conf import settings

from cms.core.web_addresses import parts_of_address
from cms.quality.choices import State

SECONDS = 10  # without a word from the other side
MOST_SECONDS = 30  # for one request, however slowly words drip in
MOST_REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
AGENT = "hitorioya-portal-link-check/1.0"
# Answers that say nothing about whether a person could open the page.
NOT_TOLD = frozenset({401, 403, 405, 407, 408, 418, 425, 429, 451, 501, 503, 999})
GONE = frozenset({404, 410})
ASK_AGAIN_WITH_GET = frozenset({400, 403, 404, 405, 410, 500, 501})  # some sites answer no HEAD
FAILURES = (OSError, http.client.HTTPException, UnicodeError, ValueError)


class ForbiddenAddressError(ValueError):
    """The address lies inside a network of somebody, or is none that visitors can open."""


@dataclass(frozen=True)
class Answer:
    """``state`` after one look; ``words`` for editors. A failure may be one of today only."""

    state: State
    words: str
    may_pass: bool = False


def look_at(url: str) -> Answer:
    """One look at ``url``: a HEAD, and a GET whose body is not read where HEAD is not answered."""
    if parts_of_address(url) is None:
        return Answer(State.BROKEN, "アドレスの書き方が正しくありません")
    try:
        status = _follow(url, "HEAD")
        if status in ASK_AGAIN_WITH_GET:
            status = _follow(url, "GET")
    except ForbiddenAddressError as error:
        return Answer(State.FORBIDDEN, str(error))
    except ssl.SSLError:
        return Answer(State.BROKEN, "安全な接続（証明書）に失敗しました", may_pass=True)
    except TimeoutError:
        return Answer(State.BROKEN, "返事がありません", may_pass=True)
    except FAILURES:
        return Answer(State.BROKEN, "つながりません", may_pass=True)
    return _judge(status)


def _judge(status: int) -> Answer:
    if status in GONE:
        return Answer(State.BROKEN, f"ページがありません（{status}）")
    if status in NOT_TOLD:
        return Answer(State.UNKNOWN, f"相手のサイトが、確かめることを断りました（{status}）")
    if 200 <= status < 300:
        return Answer(State.WORKS, f"開けます（{status}）")
    if status >= 500:
        return Answer(State.BROKEN, f"相手のサイトが故障しています（{status}）", may_pass=True)
    return Answer(State.BROKEN, f"開けません（{status}）", may_pass=True)


def _follow(url: str, method: str) -> int:
    """The status at the end of the redirects."""
    for _step in range(MOST_REDIRECTS + 1):
        status, target = _ask(url, method)
        if not (300 <= status < 400 and target):
            return status
        url = urljoin(url, target)
    raise http.client.HTTPException("too many redirects")


def _ask(url: str, method: str) -> tuple[int, str]:
    """(status, Location) of one request; the body is not read."""
    parts = parts_of_address(url)
    if parts is None or parts.scheme not in PORTS or not parts.hostname:
        raise ForbiddenAddressError("ウェブのアドレスではありません")
    connection = _connection(parts)
    watch = Timer(MOST_SECONDS, _hang_up, [connection.sock])
    watch.start()
    try:
        if isinstance(connection.sock, ssl.SSLSocket):
            connection.sock.do_handshake()
        connection.request(method, _path(parts), headers={"User-Agent": AGENT, "Accept": "*/*"})
        response = connection.getresponse()
        return response.status, response.headers.get("Location", "")
    finally:
        watch.cancel()
        connection.close()


def _hang_up(line: socket.socket) -> None:
    """Whoever still reads from ``line`` finds it at its end."""
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    """A connection to an address of the host that was looked at before; nothing is said yet."""
    host = (parts.hostname or "").encode("idna").decode()
    port = parts.port or PORTS[parts.scheme]
    plain = socket.create_connection((public_address(host, port), port), timeout=SECONDS)
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(host, port, timeout=SECONDS)
    if secure:
        context = ssl.create_default_context()
        connection.sock = context.wrap_socket(
            plain, server_hostname=host, do_handshake_on_connect=False
        )
    else:
        connection.sock = plain
    return connection


def public_address(host: str, port: int) -> str:
    """An address of ``host`` when all of them are public; ForbiddenAddressError else."""
    found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    for each in found:
        address = ipaddress.ip_address(each.partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None) or address
        is_public = mapped.is_global and not mapped.is_multicast
        if not is_public and str(mapped) not in settings.LINK_CHECK_OWN_ADDRESSES:
            raise ForbiddenAddressError("中のネットワークのアドレスなので、確かめません")
    return sorted(found, key=lambda each: ":" in each)[0]


def _path(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{path}?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else path
