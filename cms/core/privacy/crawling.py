"""Walk every public address as a stranger does, and look for what must not be there."""

import html
import json
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlencode

from django.conf import settings
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from cms.core.languages import address_in, without_language_prefix
from cms.core.privacy.secrets import Secret
from cms.core.web_addresses import parts_of_address

ENTRANCES = ("/", "/sitemap.xml", "/robots.txt", "/no-such-page/", "/search/", "/sign-in/")
PER_SECTION = (
    100  # addresses of one section in one language: the four-thousandth town tells no more
)
LONGEST = 2_000_000  # bytes of an answer that are read
_ADDRESS = re.compile(r"""(?:href|src|poster|action|data-suggest)=["']([^"'#]+)|<loc>([^<]+)""")
_TAG = re.compile(r"<[^>]*>")
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")


@dataclass(frozen=True)
class Leak:
    """``how``: printed, opens, may be kept; ``address`` is where it was seen."""

    secret: Secret
    address: str
    how: str

    def __str__(self) -> str:
        return f"{self.secret.kind} {self.secret.key}: {self.how} {unquote(self.address)}"


@dataclass
class Crawl:
    """One walk with one client. ``skipped``: beginnings of paths that are not walked."""

    client: Client
    secrets: Sequence[Secret]
    entrances: Sequence[str] = ENTRANCES
    languages: Sequence[str] = field(
        default_factory=lambda: [code for code, _name in settings.LANGUAGES]
    )
    skipped: tuple[str, ...] = ("/admin/", "/static/", "/sign-in/out/")
    per_section: int = PER_SECTION
    seen: set[str] = field(default_factory=set)

    def leaks(self) -> Iterator[Leak]:
        """Everything that is wrong, as it is found."""
        yield from self.knock()
        yield from self.ask()
        yield from self.walk()

    def walk(self) -> Iterator[Leak]:
        """Every page, feed, list and file that one link after another leads to."""
        starts = [address_in(each, code) for each in self.entrances for code in self.languages]
        waiting = deque(dict.fromkeys(starts))
        sections: Counter[str] = Counter()
        while waiting:
            address = waiting.popleft()
            section = section_of(address)
            if address in self.seen or sections[section] >= self.per_section:
                continue
            self.seen.add(address)
            sections[section] += 1
            response = self.get(address)
            text = text_of(response)
            yield from self.printed(address, text)
            waiting.extend(self.found_in(text, address))
            if 300 <= response.status_code < 400:
                waiting.extend(self.found_in(f'href="{response["Location"]}"', address))

    def ask(self) -> Iterator[Leak]:
        """Search, suggestions and 「もしかして」 for every secret, in every language."""
        for code in self.languages:
            for name in ("site_search:search", "site_search:suggest"):
                path = address_in(reverse(name), code)
                for sought in dict.fromkeys(each.sought for each in self.secrets if each.sought):
                    address = f"{path}?{urlencode({'q': sought})}"
                    yield from self.printed(address, text_of(self.get(address)))

    def knock(self) -> Iterator[Leak]:
        """The secrets' own addresses: closed, silent, kept by nobody."""
        for secret in self.secrets:
            for address in secret.addresses:
                response = self.get(address)
                yield from self.judged(secret, address, response)

    def judged(self, secret: Secret, address: str, response: HttpResponseBase) -> Iterator[Leak]:
        if response.status_code in (200, 206):
            yield Leak(secret, address, "opens at")
        if response.status_code != 404 and "no-store" not in response.get("Cache-Control", ""):
            yield Leak(secret, address, "may be kept by others, asked for at")
        yield from self.printed(address, text_of(response))

    def get(self, address: str) -> HttpResponseBase:
        return self.client.get(address, secure=settings.SECURE_SSL_REDIRECT)

    def printed(self, address: str, text: str) -> Iterator[Leak]:
        """Secrets whose words stand in an answer; what was asked for may be repeated in it,
        in any language."""
        asked = unquote(address)
        for secret in self.secrets:
            told = (word for word in secret.words if without_language_prefix(word) not in asked)
            if any(word in text for word in told):
                yield Leak(secret, address, "printed at")

    def found_in(self, text: str, address: str) -> Iterable[str]:
        """Addresses of this site that an answer names."""
        for pair in _ADDRESS.findall(text):
            target = parts_of_address(html.unescape("".join(pair)).strip(), address)
            if target is None:
                continue
            is_ours = not target.netloc or target.netloc.split(":")[0] == self.host
            if is_ours and target.scheme in ("", "http", "https"):
                path = target.path + (f"?{target.query}" if target.query else "")
                if path.startswith("/") and not path.startswith(self._left_out):
                    yield path

    @property
    def _left_out(self) -> tuple[str, ...]:
        """Beginnings of paths that are not walked: what was said, and the other languages."""
        others = (code for code, _name in settings.LANGUAGES if code not in self.languages)
        return (*self.skipped, *(f"/{code}/" for code in others))

    @property
    def host(self) -> str:
        return str(self.client.defaults.get("SERVER_NAME", "testserver"))


def section_of(address: str) -> str:
    """Language and first step of a path: ``/en/measures/x/`` and ``/en/measures/`` are one."""
    parts = parts_of_address(address)
    path = parts.path if parts else "/"
    bare = without_language_prefix(path)
    return path[: len(path) - len(bare)] + "/" + bare.split("/")[1]


def text_of(response: HttpResponseBase) -> str:
    """Headers and body as one reads them: with and without tags, escapes undone."""
    body = _body(response)[:LONGEST].decode("utf-8", "ignore")
    told = [f"{name}: {value}" for name, value in response.items()]
    raw = html.unescape("\n".join([*told, _ESCAPED.sub(_unescaped, body)]))
    return "\n".join([raw, _TAG.sub("", raw), unquote(raw)])


def _body(response: Any) -> bytes:
    if response.streaming:
        return b"".join(response.streaming_content)
    return bytes(response.content)


def _unescaped(match: re.Match[str]) -> str:
    return str(json.loads(f'"{match.group()}"'))


def insider_leaks(client: Client, secrets: Sequence[Secret]) -> Iterator[Leak]:
    """What the right reader is given must not be kept by anything between."""
    for secret in secrets:
        for address in secret.addresses:
            response = client.get(address)
            _body(response)
            kept = response.get("Cache-Control", "")
            if response.status_code == 200 and ("no-store" not in kept or "public" in kept):
                yield Leak(secret, address, "may be kept by others, given at")
