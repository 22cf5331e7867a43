"""End of the retention times of reports of use; meant for every night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from campaigns.use.services import forget_old
from cms.core.calendar import today


class Command(BaseCommand):
    help = (
        "期限の切れた報告用のリンク、紹介していない古い写真（報告の期限から1年）、"
        "古い報告のことば（3年）を消します。数は残ります。くり返し実行できます。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="数えるだけで、消しません")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        done = forget_old(on=today())
        self.stdout.write(
            f"リンク {done.tickets:,}、写真 {done.photos:,}、ことば {done.texts:,}件を消しました。"
        )
        if options["dry_run"]:
            transaction.set_rollback(True)
            self.stdout.write("調べただけです。何も消していません（--dry-run）。")
