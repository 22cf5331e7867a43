"""Accounts of municipal staff from a spreadsheet, with one-time sheets."""

import os
import shutil
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError

from cms.accounts.issuing.checking import Checked, check_wishes
from cms.accounts.issuing.reading import read_wishes
from cms.accounts.issuing.sheets import Sheet, sheets_as_page, sheets_as_xlsx
from cms.accounts.origin import Origin
from cms.accounts.services.issuing import NothingIssuedError, issue_accounts
from cms.core.calendar import now
from cms.spreadsheets.reading import UnreadableFileError

SHOWN_PROBLEMS = 50
STYLE = "sheets.css"


class Command(BaseCommand):
    help = "表計算ファイルからアカウントを発行し、初回パスワードの紙（または表）を作ります。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV、.xlsx、.ods")
        parser.add_argument(
            "--sheets",
            type=Path,
            help="初回パスワードを書く所：.xlsxのファイルか、印刷用のページを入れるフォルダー",
        )
        parser.add_argument("--skip-wrong-rows", action="store_true", help="正しい行だけ発行します")
        parser.add_argument("--dry-run", action="store_true", help="調べるだけで、発行しません")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            wishes = read_wishes(options["file"])
        except (UnreadableFileError, OSError) as error:
            raise CommandError(str(error)) from error
        origin = Origin(at=now())
        checked = check_wishes(wishes, origin.at.date())
        self.show(checked)
        if options["dry_run"]:
            self.stdout.write("調べただけです。何も発行していません（--dry-run）。")
            return
        self.refuse(checked, skips=options["skip_wrong_rows"])
        place = Place(options["sheets"])
        try:
            sheets = issue_accounts(
                wishes=wishes,
                by=None,
                origin=origin,
                skip_wrong_rows=options["skip_wrong_rows"],
                progress=self.show_progress,
            )
        except NothingIssuedError as error:
            place.discard()
            raise CommandError(str(error)) from error
        place.write(sheets)
        self.stdout.write(f"{len(sheets):,}人分を発行しました。紙（表）：{place.path}")

    def show(self, checked: Checked) -> None:
        for candidate in checked.candidates:
            if candidate.note:
                self.stderr.write(f"{candidate.number}行目：{candidate.note}")
        for problem in checked.problems[:SHOWN_PROBLEMS]:
            self.stderr.write(f"{problem.number}行目「{problem.column}」：{problem.reason}")
        if len(checked.problems) > SHOWN_PROBLEMS:
            self.stderr.write(f"ほかに{len(checked.problems) - SHOWN_PROBLEMS:,}件あります。")
        self.stdout.write(
            f"発行できる行 {len(checked.candidates):,}、直す行 {checked.wrong_rows:,}"
        )

    @staticmethod
    def refuse(checked: Checked, *, skips: bool) -> None:
        if checked.problems and not skips:
            raise CommandError(
                "直す行があるので、何も発行していません。直してからもう一度実行するか、"
                "正しい行だけでよければ --skip-wrong-rows をつけてください。"
            )
        if not checked.candidates:
            raise CommandError("発行できる行がありません。")

    def show_progress(self, done: int, total: int) -> None:
        if done == total or done % 100 == 0:
            self.stderr.write(f"発行の準備 {done:,}/{total:,}人")


class Place:
    """Where the sheets go: readable by nobody else, and never over something that stands there.

    Opened before anything is issued: passwords that cannot be written would be lost.
    """

    def __init__(self, path: Path | None) -> None:
        if path is None:
            raise CommandError("初回パスワードを書く所を --sheets で決めてください。")
        self.is_table = path.suffix.lower() == ".xlsx"
        self.path = path if self.is_table else path / "sheets.html"
        try:
            if not self.is_table:
                path.mkdir(mode=0o700, parents=True, exist_ok=True)
            opened = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(
                f"書けない所か、もうファイルがあります：{self.path}。何も発行していません。"
            ) from error
        self.file = os.fdopen(opened, "wb")

    def discard(self) -> None:
        self.file.close()
        self.path.unlink()

    def write(self, sheets: list[Sheet]) -> None:
        with self.file:
            if self.is_table:
                self.file.write(sheets_as_xlsx(sheets))
                return
            self.file.write(sheets_as_page(sheets, style=STYLE).encode())
        shutil.copyfile(str(finders.find("accounts/sheets.css")), self.path.parent / STYLE)
