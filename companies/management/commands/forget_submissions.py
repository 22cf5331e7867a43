"""What companies sent goes after its time, documents included; for every night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.core.calendar import now
from companies.services.forgetting import forget_submission, forgettable


class Command(BaseCommand):
    help = (
        "送られなかった会社の情報（30日）、直しの返事がないもの（180日）、掲載しなかったもの（90日）、"
        "公開を終えたもの（365日）を、書類ごと消します。くり返し実行できます。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="数えるだけで、消しません")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(forgettable(at=now()))
        for submission in found:
            self.stdout.write(f"{submission.number}：{submission.get_status_display()}")
            if not options["dry_run"]:
                forget_submission(submission=submission)
        if options["dry_run"]:
            self.stdout.write(f"{len(found):,}件を消せます。消していません（--dry-run）。")
        else:
            self.stdout.write(f"{len(found):,}件を消しました。")
