"""Where files lie. Originals are private; only renditions of public pictures are public."""

import re
import unicodedata
from os.path import basename
from typing import Any
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import models
from django.urls import reverse
from django.utils.deconstruct import deconstructible

STAFF_FOLDER = "staff/"
# What file systems and Windows refuse in a name, and what could turn a name around on the screen.
UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]')
LONGEST_STEM = 70  # characters; three bytes each stay below the 255 bytes of a file system


class _Delegating(Storage):
    """A storage that asks another one, chosen by the file's name.

    It takes no options itself: what is written about it into a queue of tasks names no key.
    """

    def chosen(self, name: str) -> Storage:
        raise NotImplementedError

    def _open(self, name: str, mode: str = "rb") -> File:
        return self.chosen(name).open(name, mode)

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        name = name or content.name
        return self.chosen(name).save(name, content, max_length=max_length)

    def delete(self, name: str) -> None:
        self.chosen(name).delete(name)

    def exists(self, name: str) -> bool:
        return self.chosen(name).exists(name)

    def size(self, name: str) -> int:
        return self.chosen(name).size(name)

    def path(self, name: str) -> str:
        return self.chosen(name).path(name)

    def url(self, name: str | None) -> str:
        return self.chosen(name or "").url(name)


@deconstructible
class PrivateStorage(_Delegating):
    """``STORAGES["default"]``: a folder outside the web root or a bucket nobody else reads."""

    def chosen(self, name: str) -> Storage:
        return storages["default"]

    def url(self, name: str | None) -> str:
        """The view for editors. A bucket's own signed address would open for whoever has it."""
        return reverse("original_file", args=[name])

    def get_valid_name(self, name: str) -> str:
        """``name`` as people wrote it, Japanese brackets and all; only what is unfit goes."""
        plain = UNFIT.sub("", unicodedata.normalize("NFC", name)).strip(" .")
        stem, dot, extension = plain.rpartition(".")
        if not dot:
            stem, extension = plain, ""
        return f"{stem[:LONGEST_STEM].strip() or 'file'}{dot}{extension[:10]}"


@deconstructible
class RenditionStorage(_Delegating):
    """Renditions of private pictures lie below ``staff/`` in the private storage, others outside.

    The name alone says where: reading a rendition's address costs no query.
    """

    def chosen(self, name: str) -> Storage:
        return storages["default" if name.startswith(STAFF_FOLDER) else "public"]

    def url(self, name: str | None) -> str:
        if name and name.startswith(STAFF_FOLDER):
            return reverse("staff_rendition", args=[name.removeprefix(STAFF_FOLDER)])
        return super().url(name)


def private_storage() -> Storage:
    return PrivateStorage()


def rendition_storage() -> Storage:
    """``WAGTAILIMAGES_RENDITION_STORAGE``."""
    return RenditionStorage()


def own_folder(instance: models.Model, filename: str) -> str:
    """A folder for every file: two files of one name both keep it, and no name is guessable."""
    return f"{instance._meta.model_name}s/{uuid4().hex}/{basename(filename)}"
