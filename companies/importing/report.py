"""What an import did, row by row, as a CSV that spreadsheet programs open safely."""

import csv
from collections.abc import Iterator
from typing import IO

from cms.spreadsheets.reports import begin_report
from cms.spreadsheets.writing import safe
from companies.importing.writing import Imported

HEADER = ("行", "法人番号", "年", "結果", "列", "理由")


def write_report(result: Imported, file: IO[str]) -> None:
    """Refused rows first, then every other row by what happened to it."""
    begin_report(file)
    writer = csv.writer(file)
    writer.writerow(HEADER)
    writer.writerows([safe(str(cell)) for cell in line] for line in _lines(result))


def _lines(result: Imported) -> Iterator[tuple[object, ...]]:
    for problem in result.refused:
        yield problem.row, "", "", "取り込めません", problem.column, problem.reason
    outcomes = (
        ("根拠として足しました", result.matched),
        ("変更なし", result.unchanged),
        ("このサイトにない会社", result.not_ours),
    )
    for words, rows in outcomes:
        for row in rows:
            yield row.row, row.number, row.year, words, "", ""
