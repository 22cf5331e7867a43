"""Spreadsheets that people of the admin choose: read once, kept nowhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from cms.spreadsheets.reading import SHEET_ENDINGS, TEXT_ENDINGS

MOST_BYTES = 10 * 1024 * 1024


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
