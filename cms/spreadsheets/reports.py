"""A place for the report of an import, opened before anything is imported."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class UnwritableReportError(Exception):
    """The message says what to do."""


@contextmanager
def open_report(path: Path | None) -> Iterator[IO[str] | None]:
    """Open before anything is imported. What stood there stays until the new report is written."""
    if path is None:
        yield None
        return
    try:
        file = path.open("a", encoding="utf-8", newline="")
    except OSError as error:
        raise UnwritableReportError(
            f"報告を書けない場所です：{path}。書きこめるフォルダーのファイル名にしてください。"
            "何も取り込んでいません。"
        ) from error
    with file:
        yield file


def begin_report(file: IO[str]) -> None:
    """Over what stood there: UTF-8 with BOM, which Excel needs."""
    if file.seekable():
        file.truncate(0)
    file.write("\ufeff")
