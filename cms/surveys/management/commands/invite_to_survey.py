"""Links for everybody on a list, as a sheet to mail or print from."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cms.accounts.origin import Origin
from cms.core.calendar import now
from cms.spreadsheets.reading import UnreadableFileError
from cms.surveys.guest_lists import Guest, read_guests
from cms.surveys.models import Survey
from cms.surveys.services import invite_guests
from cms.surveys.sheets import links_as_xlsx


class Command(BaseCommand):
    help = (
        "一覧（CSV、.xlsx、.ods。列は「自治体コード」「だれへ」）の一行ごとに、アンケートのリンクを作り、"
        "表に書き出します。リンクはこの表にしか残りません。間違った行があれば、1件も作りません。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="アンケートのアドレスの名前")
        parser.add_argument("file", type=Path, help="一覧")
        parser.add_argument(
            "--until", required=True, type=date.fromisoformat, help="使える最後の日"
        )
        parser.add_argument("--sheet", type=Path, help="リンクを書き出す.xlsx（上書きしません）")
        parser.add_argument("--dry-run", action="store_true", help="調べるだけで、作りません")

    def handle(self, *args: Any, **options: Any) -> None:
        survey = Survey.objects.filter(slug=options["slug"]).first()
        if survey is None:
            raise CommandError(f"アンケート「{options['slug']}」がありません。")
        guests = self._guests(options["file"])
        if options["dry_run"]:
            self.stdout.write(f"{len(guests):,}件のリンクを作れます（--dry-run）。")
            return
        self._write(survey, guests, options["until"], options["sheet"])
        self.stdout.write(f"{len(guests):,}件のリンクを作り、{options['sheet']}に書きました。")

    def _guests(self, path: Path) -> list[Guest]:
        try:
            guests, problems = read_guests(path)
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        if problems:
            for problem in problems[:50]:
                self.stderr.write(problem)
            raise CommandError(f"{len(problems):,}行に間違いがあるため、1件も作っていません。")
        return guests

    @transaction.atomic
    def _write(self, survey: Survey, guests: list[Guest], until: date, path: Path | None) -> None:
        """All links and the sheet, or nothing."""
        if path is None or path.exists():
            raise CommandError("--sheetに、まだないファイルの名前を書いてください。")
        links = invite_guests(
            survey=survey, guests=guests, until=until, by="invite_to_survey", origin=Origin(now())
        )
        with path.open("xb") as file:
            path.chmod(0o600)
            file.write(links_as_xlsx(links, until))
