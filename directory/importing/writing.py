"""The whole import: read, check everything, then write everything or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from cms.spreadsheets.reading import UnreadableFileError, read_rows
from directory.importing.mapping import Format, find_layout
from directory.importing.validating import Checker, Problem, codes_of_today
from directory.records import OfficeRecord
from directory.services import BATCH, UpsertResult, index_offices, upsert_offices

Progress = Callable[[str, int, int], None]


@dataclass
class ImportResult:
    """``is_written`` is false after a dry run, and when bad rows made the whole file be refused."""

    format: Format
    rows: int
    problems: list[Problem] = field(default_factory=list)
    records: dict[str, tuple[int, OfficeRecord]] = field(default_factory=dict)
    offices: UpsertResult = field(default_factory=UpsertResult)
    is_written: bool = False

    @property
    def refused_rows(self) -> int:
        return len({problem.row for problem in self.problems})


def import_offices(
    *,
    path: Path,
    partial: bool = False,
    dry_run: bool = False,
    index: bool = True,
    progress: Progress = lambda step, done, total: None,
) -> ImportResult:
    """Bring the offices of ``path`` into the directory in one transaction.

    With bad rows nothing is written, unless ``partial`` asks for the good ones. Raises
    UnreadableFileError when the file as a whole is wrong.
    """
    rows = read_rows(path)
    layout = find_layout(rows)
    body = rows[layout.first_row :]
    if not body:
        raise UnreadableFileError(
            "窓口の行がありません。見出しの下に、窓口を1行ずつ書いてください。"
        )
    result = ImportResult(layout.format, len(body))
    checker = Checker(layout, codes_of_today())
    for done, row in enumerate(body, start=1):
        record, problems = checker.check(row)
        result.problems += problems
        if record is not None:
            result.records[record.external_id] = (row.number, record)
        if done % BATCH == 0 or done == len(body):
            progress("check", done, len(body))
    if result.problems and not partial:
        return result
    _write(result, dry_run=dry_run, index=index, progress=progress)
    return result


def _write(result: ImportResult, *, dry_run: bool, index: bool, progress: Progress) -> None:
    records = [record for _row, record in result.records.values()]
    with transaction.atomic():
        for start in range(0, len(records), BATCH):
            part = records[start : start + BATCH]
            result.offices.add(upsert_offices(part, index=False))
            progress("write", start + len(part), len(records))
        if dry_run:
            transaction.set_rollback(True)
            return
        if index:
            _index([*result.offices.created, *result.offices.changed], progress)
    result.is_written = True


def _index(external_ids: list[str], progress: Progress) -> None:
    for start in range(0, len(external_ids), BATCH):
        part = external_ids[start : start + BATCH]
        index_offices(external_ids=part)
        progress("index", start + len(part), len(external_ids))
