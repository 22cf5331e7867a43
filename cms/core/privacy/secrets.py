"""What must stay private on this site, as words to look for and addresses that must be closed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtailmedia.models import get_media_model

from cms.assets.choices import Access
from cms.core.addresses import path_of
from cms.core.languages import address_in
from cms.core.querysets import readable_pages

SHORTEST = 5  # characters: shorter titles (通知, 研修) are words that every page may hold
SENTENCE = 24  # characters of a text that tell it from every other


@dataclass(frozen=True)
class Secret:
    """``words`` must stand on no public page; ``addresses`` must open for no stranger.

    ``sought`` is what a stranger types to find it: never one of the words, which a search page
    would then print itself.
    """

    kind: str
    key: str
    words: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    sought: str = ""


def all_secrets() -> list[Secret]:
    """Every page and file that anonymous readers may not open."""
    public = set(readable_pages(AnonymousUser()).values_list("title", flat=True))
    return [*page_secrets(public), *file_secrets(public)]


def page_secrets(public: set[str]) -> Iterator[Secret]:
    """Pages that are private by class or place, and drafts; ``public``: titles of open pages."""
    open_pages = readable_pages(AnonymousUser()).values("pk")
    closed = Page.objects.filter(depth__gt=2).exclude(pk__in=open_pages)
    for page in closed.specific():
        yield Secret(
            kind="page",
            key=str(page.pk),
            words=_telling(_texts(page), public),
            addresses=tuple(address_in(path_of(page), code) for code, _name in settings.LANGUAGES)
            if page.get_url_parts()
            else (),
            sought=_half(page.title),
        )


def _texts(page: Page) -> Iterator[str]:
    """What nobody may be told of a page."""
    told = getattr(page, "public_parts", frozenset())
    if "title" not in told:
        yield from (page.title, page.draft_title)
    if "address" not in told:
        yield path_of(page) if page.get_url_parts() else ""
    yield str(getattr(page, "card_text", ""))[:SENTENCE]


def file_secrets(public: set[str]) -> Iterator[Secret]:
    """Documents, pictures (in every size that was made) and films for staff."""
    for document in get_document_model().objects.filter(access=Access.STAFF):
        plain = reverse("wagtaildocs_serve", args=[document.pk, document.filename])
        yield _file("documents", document, public, [document.url, _open(document.url), plain])
    for image in get_image_model().objects.filter(access=Access.STAFF):
        sizes = [rendition.url for rendition in image.renditions.all()]
        stored = [f"{settings.MEDIA_URL}{each.file.name}" for each in image.renditions.all()]
        original = f"{settings.MEDIA_URL}{image.file.name}"
        yield _file("images", image, public, [*sizes, *stored, original])
    for film in get_media_model().objects.filter(access=Access.STAFF).prefetch_related("tracks"):
        tracks = [track.url for track in film.tracks.all()]
        yield _file("media", film, public, [film.url, _open(film.url), *tracks])


def _file(kind: str, file: Any, public: set[str], addresses: Iterable[str]) -> Secret:
    texts = [file.title, file.file.name.rpartition("/")[2]]
    stored = f"{settings.MEDIA_URL}{file.file.name}"
    return Secret(
        kind, str(file.pk), _telling(texts, public), (*addresses, stored), _half(file.title)
    )


def _open(address: str) -> str:
    """The address the file would have if it were for everybody."""
    return address.replace("/files/staff/", "/files/public/", 1)


def _telling(texts: Iterable[str], public: set[str]) -> tuple[str, ...]:
    """Texts that are long enough and no public title."""
    return tuple(
        dict.fromkeys(text for text in texts if len(text) >= SHORTEST and text not in public)
    )


def _half(title: str) -> str:
    return title[: max(2, len(title) // 2)]
