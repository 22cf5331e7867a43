"""What a ZIP archive, and an Office file, which is one, must not contain."""

import stat
import zipfile
from pathlib import PurePosixPath
from typing import IO, Any

from cms.assets.refusals import RefusedFileError

MOST_ENTRIES = 2_000
MOST_UNPACKED = 500 * 1024 * 1024  # bytes of all entries together
MOST_RATIO = 200  # unpacked : packed; texts reach 20, a bomb 1,000
SMALL = 1024 * 1024  # bytes: below this size a ratio says nothing
ENCRYPTED = 0x1  # flag bit of an entry
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ARCHIVES = {"7z", "bz2", "cab", "gz", "iso", "jar", "lzh", "rar", "tar", "tgz", "xz", "zip"}
# Parts of an Office file that run something: macros, Excel 4 macros, controls, embedded programs.
ACTIVE_PARTS = ("vbaproject.bin", "vbadata.xml", "/macrosheets/", "/activex/", "oleobject")
OFFICE_FOLDERS = {"docx": "word/", "pptx": "ppt/", "xlsx": "xl/"}
CONTENT_TYPES = "[Content_Types].xml"


def check_archive(file: IO[bytes], allowed: frozenset[str]) -> None:
    """Refuse an archive that is broken, locked, a bomb, or holds other kinds than ``allowed``."""
    for entry in _entries(file):
        _check_entry(entry)
        extension = PurePosixPath(entry.filename).suffix.lstrip(".").lower()
        if entry.is_dir():
            continue
        if extension in ARCHIVES:
            raise RefusedFileError(
                "ZIPの中に圧縮ファイルがあります。中身を取り出してから、1つのZIPにまとめ直してください。"
            )
        if extension not in allowed:
            raise RefusedFileError(
                f"ZIPの中に、置けない種類のファイル（{entry.filename[:60]}）があります。"
                "それを除いて、もう一度まとめてください。"
            )


def check_office(file: IO[bytes], extension: str) -> None:
    """Refuse what is no Office file of that kind, is a bomb or carries something that runs."""
    entries = _entries(file)
    names = [entry.filename for entry in entries]
    folder = OFFICE_FOLDERS[extension]
    if CONTENT_TYPES not in names or not any(name.startswith(folder) for name in names):
        raise RefusedFileError(
            f"中身が {extension} ではありません。"
            f"もとのアプリで {extension} として保存し直してください。"
        )
    for entry in entries:
        _check_entry(entry)
    active = any(part in f"/{name.lower()}" for name in names for part in ACTIVE_PARTS)
    if active or b"macroenabled" in _content_types(file):
        raise RefusedFileError(
            "マクロや埋め込まれたプログラムが入っています。マクロなしの形式で保存し直してください。"
        )


def _entries(file: IO[bytes]) -> list[zipfile.ZipInfo]:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as broken:
        raise RefusedFileError(
            "圧縮ファイルが壊れています。作り直して、もう一度選んでください。"
        ) from broken
    packed = sum(entry.compress_size for entry in entries)
    unpacked = sum(entry.file_size for entry in entries)
    too_dense = unpacked > SMALL and unpacked > packed * MOST_RATIO
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or too_dense:
        raise RefusedFileError(
            "広げると大きくなりすぎるファイルです。中身を減らすか、いくつかに分けてください。"
        )
    return entries


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & ENCRYPTED:
        raise RefusedFileError(
            "パスワード付きの圧縮ファイルは、中身を確かめられないので置けません。"
            "パスワードを外して、もう一度選んでください。"
        )
    path = PurePosixPath(entry.orig_filename.replace("\\", "/"))
    leads_out = path.is_absolute() or ".." in path.parts or ":" in entry.orig_filename
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if leads_out or is_link or "\x00" in entry.orig_filename or entry.compress_type not in METHODS:
        raise RefusedFileError(
            "圧縮ファイルの作りが安全ではありません。ふつうのZIPとして作り直してください。"
        )


def _content_types(file: Any) -> bytes:
    """The list of parts, in lower case; a hostile one is not read beyond a megabyte."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive, archive.open(CONTENT_TYPES) as part:
            return part.read(SMALL).lower()
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError) as broken:
        raise RefusedFileError(
            "ファイルが壊れています。アプリで開いて保存し直してください。"
        ) from broken
