"""Published lists of certified companies as evidence on employers that are here already."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.core.calendar import today
from cms.spreadsheets.reading import UnreadableFileError
from cms.spreadsheets.reports import UnwritableReportError, open_report
from companies.choices import Certification
from companies.importing.report import write_report
from companies.importing.writing import Imported, import_certifications

SHOWN_PROBLEMS = 20
KINDS = {str(name): kind.value for kind in Certification for name in (kind.value, kind.label)}


class Command(BaseCommand):
    help = (
        "公表された認定企業の一覧（CSV、.xlsx、.ods）を法人番号で照らし合わせ、"
        "このサイトにある会社の根拠にします。会社は増やしません。くり返し実行できます。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="認定企業の一覧")
        parser.add_argument("--kind", required=True, help="認定の名前（例：くるみん）")
        parser.add_argument("--year", type=int, help="年の列がない一覧の、認定した年（西暦）")
        parser.add_argument("--source", default="", help="一覧の名前（ふつうはファイル名）")
        parser.add_argument("--dry-run", action="store_true", help="調べるだけで、何も書きません")
        parser.add_argument("--report", type=Path, help="行ごとの結果をCSVに書きます")

    def handle(self, *args: Any, **options: Any) -> None:
        kind = KINDS.get(options["kind"])
        if kind is None:
            raise CommandError(f"知らない認定です。次のどれかにしてください：{'、'.join(KINDS)}")
        try:
            with open_report(options["report"]) as report:
                result = import_certifications(
                    path=options["file"],
                    kind=kind,
                    source=options["source"] or options["file"].name,
                    year=options["year"],
                    on=today(),
                    dry_run=options["dry_run"],
                )
                if report:
                    write_report(result, report)
        except (UnreadableFileError, UnwritableReportError, OSError) as error:
            raise CommandError(str(error)) from error
        self.show(result, dry_run=options["dry_run"])

    def show(self, result: Imported, *, dry_run: bool) -> None:
        for problem in result.refused[:SHOWN_PROBLEMS]:
            self.stderr.write(f"{problem.row}行目「{problem.column}」：{problem.reason}")
        if len(result.refused) > SHOWN_PROBLEMS:
            rest = len(result.refused) - SHOWN_PROBLEMS
            self.stderr.write(f"ほかに{rest:,}件あります。--report で全部を見られます。")
        self.stdout.write(
            f"根拠にした行 {len(result.matched):,}、変更なし {len(result.unchanged):,}、"
            f"このサイトにない会社 {len(result.not_ours):,}、取り込めない行 {len(result.refused):,}"
        )
        if dry_run:
            self.stdout.write("調べただけです。何も書いていません（--dry-run）。")
