import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.core.calendar import today
from measures.eligibility.errors import UnreadableError
from measures.eligibility.library import read_library
from measures.eligibility.parameters import Parameters
from measures.eligibility.rule import Rule
from measures.households import SOURCES, LineError, verdict_lines
from measures.rules import current_rules, rule_parameters

NOTHING = (
    "データベースにルールがありません。seed_demo で見本を入れるか、"
    "--content でルールのフォルダーを指定してください。"
)


class Command(BaseCommand):
    help = "Verdicts of all measures for households, one JSON line each. See docs/eligibility.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="JSON lines; - reads standard input")
        parser.add_argument("--on", help="day of the verdicts, YYYY-MM-DD (today)")
        parser.add_argument("--from", dest="source", choices=SOURCES, help="form of the lines")
        parser.add_argument("--content", help="folder with rules instead of the database")

    def handle(self, **options: Any) -> None:
        on = _day(options["on"])
        rules, parameters = _rules(options["content"], on)
        failed = 0
        lines = _lines(options["file"])
        source = options["source"]
        for line in verdict_lines(lines, rules=rules, parameters=parameters, on=on, source=source):
            if isinstance(line, LineError):
                failed += 1
                self.stderr.write(str(line))
            else:
                self.stdout.write(line)
        if failed:
            raise CommandError(f"{failed}行を読めませんでした。ほかの行は判定しました。")


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError as fault:
        raise CommandError("--on は「2026-06-01」の形で入れてください。") from fault


def _rules(folder: str | None, on: date) -> tuple[dict[str, Rule], Parameters]:
    if folder is None:
        rules = current_rules(on=on)
        if not rules:
            raise CommandError(NOTHING)
        return rules, rule_parameters()
    try:
        library = read_library(Path(folder))
    except (OSError, ValueError, KeyError, UnreadableError) as fault:
        raise CommandError(f"フォルダー「{folder}」のルールを読めません。{fault}") from fault
    return dict(library.rules), library.parameters


def _lines(name: str) -> list[str]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise CommandError(f"ファイル「{name}」を読めません。UTF-8で保存してください。") from fault
    return text.splitlines()
