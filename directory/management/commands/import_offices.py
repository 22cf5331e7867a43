"""Offices from a spreadsheet or CSV; safe to run again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.spreadsheets.reading import UnreadableFileError
from cms.spreadsheets.reports import UnwritableReportError, open_report
from directory.importing.report import write_report
from directory.importing.writing import ImportResult, import_offices

SHOWN_PROBLEMS = 20
STEPS = {"check": "確認", "write": "書き込み", "index": "検索の準備"}


class Command(BaseCommand):
    help = (
        "窓口の一覧（CSV、.xlsx、.ods）を取り込みます。同じファイルを何度取り込んでも同じ結果です。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="窓口の一覧")
        parser.add_argument("--dry-run", action="store_true", help="調べるだけで、何も書きません")
        parser.add_argument("--report", type=Path, help="行ごとの結果をCSVに書きます")
        parser.add_argument(
            "--partial",
            action="store_true",
            help="正しい行だけ取り込みます（ふつうは全部か、なしか）",
        )
        parser.add_argument("--no-index", action="store_true", help="検索の準備をあとにします")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with open_report(options["report"]) as report:
                result = import_offices(
                    path=options["file"],
                    partial=options["partial"],
                    dry_run=options["dry_run"],
                    index=not options["no_index"],
                    progress=self.show_progress,
                )
                if report:
                    write_report(result, report)
        except (UnreadableFileError, UnwritableReportError, OSError) as error:
            raise CommandError(str(error)) from error
        self.show(result, dry_run=options["dry_run"])

    def show_progress(self, step: str, done: int, total: int) -> None:
        self.stderr.write(f"{STEPS[step]} {done:,}/{total:,} 行")

    def show(self, result: ImportResult, *, dry_run: bool) -> None:
        for problem in result.problems[:SHOWN_PROBLEMS]:
            column = f"「{problem.column}」" if problem.column else ""
            self.stderr.write(f"{problem.row}行目{column}：{problem.reason}")
        if len(result.problems) > SHOWN_PROBLEMS:
            rest = len(result.problems) - SHOWN_PROBLEMS
            self.stderr.write(f"ほかに{rest:,}件あります。--report で全部を見られます。")
        if result.problems and not result.is_written and not result.offices.created:
            self.refuse_when_nothing_was_written(result)
        counts = result.offices
        self.stdout.write(
            f"{result.format.title}：新規 {len(counts.created):,}、更新 {len(counts.changed):,}、"
            f"変更なし {len(counts.unchanged):,}、そのまま {len(counts.kept):,}、"
            f"取り込めない行 {result.refused_rows:,}"
        )
        if dry_run:
            self.stdout.write("調べただけです。何も書いていません（--dry-run）。")

    def refuse_when_nothing_was_written(self, result: ImportResult) -> None:
        if result.offices.unchanged or result.offices.changed or result.offices.kept:
            return
        raise CommandError(
            f"取り込めない行が{result.refused_rows:,}行あるので、何も取り込みませんでした。"
            "直してからもう一度実行するか、正しい行だけでよければ --partial をつけてください。"
        )
