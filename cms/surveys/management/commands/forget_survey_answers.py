"""The end of the time that personal answers are kept; meant for every night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from cms.core.calendar import today
from cms.surveys.services import forget_answers, forget_remarks


class Command(BaseCommand):
    help = (
        "アンケートの回答のうち、残す期間が過ぎたもの（だれの回答か、自由に書かれた文、使われなかった"
        "リンク、書きかけ）を消します。数は残ります。くり返し実行できます。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="数えるだけで、消しません")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            counts = forget_answers(on=today())
            counts["ページへのひとこと"] = forget_remarks(on=today())
            if options["dry_run"]:
                transaction.set_rollback(True)
        for name, number in counts.items():
            self.stdout.write(f"{name}：{number:,}件")
        if options["dry_run"]:
            self.stdout.write("数えただけです。消していません（--dry-run）。")
