"""What an import did, row by row, as a CSV that spreadsheet programs open safely."""

import csv
from collections.abc import Iterator
from typing import IO

from cms.spreadsheets.reports import begin_report
from cms.spreadsheets.writing import safe
from directory.importing.writing import ImportResult

HEADER = ("行", "窓口ID", "窓口名", "結果", "列", "理由")


def write_report(result: ImportResult, file: IO[str]) -> None:
    """UTF-8 with BOM (Excel needs it), CRLF, no cell that a spreadsheet would compute."""
    begin_report(file)
    writer = csv.writer(file)
    writer.writerow(HEADER)
    writer.writerows([safe(str(cell)) for cell in line] for line in report_lines(result))


def report_lines(result: ImportResult) -> Iterator[tuple[object, ...]]:
    """Refused rows first, then every office."""
    for problem in result.problems:
        yield problem.row, problem.external_id, "", "取り込めません", problem.column, problem.reason
    if not result.is_written and result.problems:
        return
    outcomes = (
        ("新規", result.offices.created, ""),
        ("更新", result.offices.changed, ""),
        ("変更なし", result.offices.unchanged, ""),
        ("そのまま", result.offices.kept, "管理画面で直した内容があるので、残しました。"),
    )
    for words, external_ids, reason in outcomes:
        for external_id in external_ids:
            row, record = result.records[external_id]
            yield row, external_id, record.name, words, "", reason or _hidden(record.live)


def _hidden(live: bool) -> str:
    return "" if live else "公開していない行です（下書きとして保存）。"
