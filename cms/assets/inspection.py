"""What may be stored: the kind, the size and the content behind the name, whatever way it came."""

import codecs
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import filetype
from django.conf import settings
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from PIL import Image

from cms.assets.archives import OFFICE_FOLDERS, check_archive, check_office
from cms.assets.captions import CaptionError, decoded, read_transcript, read_webvtt
from cms.assets.drawings import check_drawing
from cms.assets.refusals import RefusedFileError, note_refused
from cms.assets.scanning import scan

MEGABYTE = 1024 * 1024
HEAD = 8 * 1024  # bytes that tell one kind from another
TEXTS = frozenset({"csv", "srt", "txt", "vtt"})
# Documents that are read in Japan are in one of these.
ENCODINGS = ("utf-8-sig", "cp932")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # only with its mark: without, all bytes fit
ZIP_START = b"PK\x03\x04"
# Endings that share one format. What Illustrator saves is a PDF inside.
SAME = {"ai": {"pdf"}, "jpeg": {"jpg"}, "m4a": {"m4a", "mp4"}, "mp4": {"m4a", "mp4"}}
# Browsers of old looked for these near the beginning and ran what followed.
ACTIVE = (b"<html", b"<script", b"<!doctype html", b"<svg", b"<body", b"<iframe", b"<?php")


@dataclass(frozen=True)
class Kind:
    """One kind of upload: what it is called, which endings it may have, how large it may be.

    ``read`` reads the whole content of a small text file; CaptionError says what is wrong in it.
    ``limits`` holds endings that may be larger or have to be smaller than the others.
    """

    label: str
    extensions: frozenset[str]
    most_bytes: int
    read: Callable[[bytes], object] | None = None
    limits: Mapping[str, int] = field(default_factory=dict)

    def limit(self, extension: str) -> int:
        return self.limits.get(extension, self.most_bytes)


PICTURES = Kind(
    "画像", frozenset(settings.WAGTAILIMAGES_EXTENSIONS), settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
)
DOCUMENTS = Kind(
    "文書",
    frozenset(settings.WAGTAILDOCS_EXTENSIONS),
    50 * MEGABYTE,
    limits={"pdf": 300 * MEGABYTE, "ai": 300 * MEGABYTE, "svg": 20 * MEGABYTE},  # posters for print
)
RECORDINGS = Kind(
    "動画・音声",
    frozenset(
        (
            *settings.WAGTAILMEDIA["VIDEO_EXTENSIONS"],
            *settings.WAGTAILMEDIA["AUDIO_EXTENSIONS"],
        )
    ),
    settings.UPLOAD_MOST_BYTES,
)
# What shows that somebody allowed us to use a file.
EVIDENCE = Kind("証拠の書類", frozenset({"pdf", "jpg", "jpeg", "png"}), 10 * MEGABYTE)
# Browsers read captions as they are; only we read transcripts, so more is possible there.
TRACKS = Kind("字幕", frozenset({"vtt"}), MEGABYTE, lambda content: read_webvtt(decoded(content)))
TRANSCRIPTS = Kind("文字起こし", frozenset({"srt", "txt", "vtt"}), MEGABYTE, read_transcript)
# What is only looked into when it comes alone stays out of archives.
IN_ARCHIVES = DOCUMENTS.extensions - {"zip", "svg"} | PICTURES.extensions


def inspect_once(file: Any, kind: Kind) -> None:
    """Inspect a new file of a model once, though forms clean it and saving asks again."""
    content = file.file
    if not getattr(content, "is_inspected", False):
        inspect(content, kind)
        content.is_inspected = True


def inspect(file: File, kind: Kind) -> None:
    """Raise RefusedFileError unless ``file`` is what its name says and harmless; rewinds it."""
    try:
        _check_name_and_size(file, kind)
        _check_content(file, _extension(file))
        _check_words(file, kind)
        scan(file)
    except RefusedFileError as refusal:
        note_refused(file.name or "", refusal)
        raise
    finally:
        file.seek(0)


def _extension(file: File) -> str:
    return PurePath(file.name or "").suffix.lstrip(".").lower()


def _check_name_and_size(file: File, kind: Kind) -> None:
    if _extension(file) not in kind.extensions:
        endings = "、".join(sorted(kind.extensions))
        raise RefusedFileError(
            f"この種類のファイルは{kind.label}として置けません。"
            f"置けるのは {endings} です。形式を変えて保存し直してください。",
            code="invalid_extension",
        )
    if not file.size:
        raise RefusedFileError("ファイルが空です。中身のあるファイルを選んでください。")
    most = kind.limit(_extension(file))
    if file.size > most:
        raise RefusedFileError(
            f"ファイルが大きすぎます（{filesizeformat(file.size)}）。{kind.label}は "
            f"{filesizeformat(most)} までです。小さくするか、分けてください。"
        )


def _check_content(file: Any, extension: str) -> None:
    file.seek(0)
    head = file.read(HEAD)
    if extension in TEXTS:
        _check_text(file, head, extension)
    elif extension in OFFICE_FOLDERS:
        _must_be(extension, head.startswith(ZIP_START))
        check_office(file, extension)
    elif extension == "svg":
        check_drawing(file)
    elif extension == "zip":
        _must_be(extension, head.startswith(ZIP_START))
        check_archive(file, IN_ARCHIVES)
    else:
        _must_be(extension, filetype.guess_extension(head) in SAME.get(extension, {extension}))
        _check_layers(file, head)
    if extension in PICTURES.extensions:
        _check_points(file)


def _must_be(extension: str, is_right: bool) -> None:
    if not is_right:
        raise RefusedFileError(
            f"名前は {extension} ですが、中身は {extension} ではありません。"
            f"もとのアプリで {extension} として保存し直してください。"
        )


def _check_layers(file: Any, head: bytes) -> None:
    """No second file hides in the first: a page at its beginning, an archive at its end."""
    file.seek(0)
    if any(mark in head[:1024].lower() for mark in ACTIVE) or zipfile.is_zipfile(file):
        raise RefusedFileError(
            "1つのファイルに別のファイルが重ねてあります。もとのアプリで保存し直してください。"
        )


def _check_points(file: Any) -> None:
    """A small file can unfold into gigabytes of points: the header tells before it is decoded."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            points = picture.width * picture.height * getattr(picture, "n_frames", 1)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        points = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS + 1
    if points > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise RefusedFileError(
            "画像の縦横が大きすぎるか、読み取れません。縦横を小さくして保存し直してください。"
        )


def _check_text(file: Any, head: bytes, extension: str) -> None:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    _must_be(extension, not start.startswith(ACTIVE))
    encodings = ("utf-16",) if head.startswith(UTF_16) else ENCODINGS
    if not any(_reads_as(file, encoding) for encoding in encodings):
        raise RefusedFileError(
            "文字だけのファイルではないか、文字コードが読み取れません。UTF-8で保存し直してください。"
        )


def _check_words(file: Any, kind: Kind) -> None:
    """What only reading all of it tells, with the number of the line."""
    if kind.read is None:
        return
    file.seek(0)
    try:
        kind.read(file.read())
    except CaptionError as error:
        raise RefusedFileError(str(error)) from error


def _reads_as(file: Any, encoding: str) -> bool:
    """Whether the whole file decodes and holds no control characters."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(MEGABYTE):
            text = decoder.decode(chunk)
            if any(ord(letter) < 32 and letter not in "\t\n\r\f\x1a" for letter in set(text)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True
