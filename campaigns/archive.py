"""A kit as one ZIP archive, written while it is sent: nothing of it lies in memory or on a disk."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.storage import Storage
from zipstream import ZipStream

from campaigns.filenames import apart, filename
from campaigns.models import AssetFile, Licence
from cms.assets.serving import read_part, storage_of
from cms.spreadsheets.writing import safe

MANIFEST, TERMS = "目録.csv", "使用条件.txt"
HEADER = (
    "ファイル名",
    "素材",
    "形式",
    "版",
    "版の日付",
    "大きさ（バイト）",
    "SHA-256",
    "使用条件",
    "権利をもつ人",
)
DIGEST = 64  # hexadecimal digits of SHA-256: why the manifest's length is known beforehand


class MissingFilesError(Exception):
    """The storage does not hold what the records say; ``names`` are for people."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__("、".join(names))
        self.names = list(names)


@dataclass
class Member:
    """One file inside the archive; its digest is known once it was sent."""

    name: str
    row: AssetFile
    size: int
    storage: Storage
    digest: Any = field(default_factory=hashlib.sha256)

    def content(self) -> Iterator[bytes]:
        for chunk in read_part(self.storage, self.row.document.file.name, 0, self.size - 1):
            self.digest.update(chunk)
            yield chunk


def saved_name(row: AssetFile) -> str:
    """``ひとりで抱えないで_PDF 入稿用（塗り足しあり）_第1版.pdf``."""
    words = (str(row.asset), str(row.get_format_display()), row.label, row.version)
    return filename(words, row.document.file_extension.lower())


def missing_files(rows: Sequence[AssetFile]) -> list[str]:
    """Names of the files that the storage does not hold, whole."""
    return [saved_name(row) for row in rows if stored_size(row) is None]


def stored_size(row: AssetFile) -> int | None:
    """Bytes in the storage; None where there is nothing, or less than was stored."""
    try:
        size = row.document.file.size
    except FileNotFoundError:
        return None
    return size if size and size == (row.document.file_size or size) else None


def kit_archive(rows: Sequence[AssetFile], *, on: date) -> ZipStream:
    """The archive of ``rows`` with terms and manifest; ``len()`` of it is the length in bytes.

    Everything is looked for before the first byte: MissingFilesError names what is not there.
    Files are stored as they are, because print files are compressed already.
    """
    if missing := missing_files(rows):
        raise MissingFilesError(missing)
    taken = {MANIFEST.casefold(), TERMS.casefold()}
    members = [
        Member(apart(saved_name(row), taken), row, stored_size(row) or 0, _storage(row))
        for row in rows
    ]
    archive = ZipStream(sized=True)
    archive.add(terms_text(rows).encode("utf-8-sig"), TERMS)
    for member in members:
        archive.add(member.content(), member.name, size=member.size)
    length = len(manifest(members, finished=False))
    archive.add(_last(members), MANIFEST, size=length)
    archive.comment = f"{on.isoformat()}"
    return archive


def _storage(row: AssetFile) -> Storage:
    return storage_of(row.document.file)


def _last(members: Sequence[Member]) -> Iterator[bytes]:
    """Asked for after all others were sent, when their digests are known."""
    yield manifest(members, finished=True)


def manifest(members: Sequence[Member], *, finished: bool) -> bytes:
    """CSV that Excel opens. Before the files were read, zeros stand for the digests."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    for member in members:
        digest = member.digest.hexdigest() if finished else "0" * DIGEST
        writer.writerow([safe(cell) for cell in _cells(member, digest)])
    return text.getvalue().encode("utf-8-sig")


def _cells(member: Member, digest: str) -> tuple[str, ...]:
    row = member.row
    return (
        member.name,
        str(row.asset),
        str(row.get_format_display()),
        row.version,
        row.dated_on.isoformat(),
        str(member.size),
        digest,
        str(row.asset.licence),
        row.asset.rights_holder,
    )


def terms_text(rows: Sequence[AssetFile]) -> str:
    """Every version of the terms that the files are under."""
    return "\r\n\r\n".join(
        f"{licence}\r\n\r\n{licence.text}".replace("\r\n", "\n").replace("\n", "\r\n")
        for licence in licences_of(rows)
    )


def licences_of(rows: Sequence[AssetFile]) -> list[Licence]:
    """Each once, in the order of the files."""
    return list({row.asset.licence_id: row.asset.licence for row in rows}.values())
