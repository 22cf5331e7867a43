"""A sheet of the admin in two steps: a file is looked at, then its rows are confirmed.

Between the steps the rows travel sealed in the browser of whoever uploaded them: nothing is kept
here, and nobody changes what was checked.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

from cryptography.fernet import InvalidToken
from django import forms
from django.core.files.uploadedfile import UploadedFile

from cms.core.sealing import box
from cms.spreadsheets.reading import SHEET_ENDINGS, TEXT_ENDINGS

LIFETIME = 30 * 60  # seconds between looking and confirming
MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
Rows = TypeVar("Rows")


class SheetField(forms.FileField):
    """A CSV or spreadsheet of at most ``MOST_BYTES``; what is in it is judged by whoever reads."""

    def __init__(self, **kwargs: Any) -> None:
        accept = ",".join(sorted(TEXT_ENDINGS | SHEET_ENDINGS))
        widget = forms.FileInput(attrs={"accept": accept})
        super().__init__(allow_empty_file=True, widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile:
        file = super().clean(data, initial)
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                "ファイルが大きすぎます（10MBまで）。いくつかに分けてください。"
            )
        return file


@contextmanager
def on_disk(file: UploadedFile) -> Iterator[Path]:
    """The reader of spreadsheets wants a place on the disk: a temporary one."""
    with NamedTemporaryFile(suffix=Path(file.name or "").suffix[:8]) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


class SheetForm(forms.Form):
    """``words`` say which columns the sheet has."""

    label = "表"
    words = ""
    file = SheetField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = self.label
        self.fields["file"].help_text = f"CSV（UTF-8、Shift_JIS）、.xlsx、.ods。{self.words}"

    def read(self, reader: Callable[[Path], Rows]) -> Rows:
        """What ``reader`` makes of the file. Raises UnreadableFileError, as the reader does."""
        with on_disk(self.cleaned_data["file"]) as path:
            return reader(path)


def seal_rows(rows: Iterable[dict[str, Any]], *, purpose: str) -> str:
    written = json.dumps(list(rows), ensure_ascii=False).encode()
    return box(purpose).encrypt(zlib.compress(written)).decode("ascii")


def open_rows(token: str, *, purpose: str, at: datetime) -> list[dict[str, Any]] | None:
    """None when the token is forged, damaged, of another purpose or too old."""
    try:
        packed = box(purpose).decrypt_at_time(token.encode("ascii"), LIFETIME, int(at.timestamp()))
        rows = json.loads(zlib.decompressobj().decompress(packed, MOST_UNPACKED))
    except (InvalidToken, ValueError, zlib.error):
        return None
    return rows if isinstance(rows, list) else None
