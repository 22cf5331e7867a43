"""End of the retention time of access records."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from cms.accounts.services.sessions import forget_old_sessions
from cms.core.calendar import now
from cms.records.models import AccessRecord

LEAST_DAYS = 365


def days(written: str) -> int:
    if not written.isdecimal() or int(written) < LEAST_DAYS:
        raise ArgumentTypeError(f"{LEAST_DAYS}日以上にしてください（記録は1年以上残します）。")
    return int(written)


class Command(BaseCommand):
    help = "古い操作の記録を消します。1年より短くはできません。くり返し実行できます。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--older-than", type=days, default=400, metavar="日数", help="ふつうは400日"
        )
        parser.add_argument("--dry-run", action="store_true", help="数えるだけで、消しません")

    def handle(self, *args: Any, **options: Any) -> None:
        at = now()
        before = at - timedelta(days=options["older_than"])
        if options["dry_run"]:
            count = AccessRecord.objects.filter(at__lt=before).count()
            self.stdout.write(f"{count:,}件が消す対象です。何も消していません（--dry-run）。")
            return
        gone = AccessRecord.objects.forget_before(before)
        forget_old_sessions(at=at)
        self.stdout.write(f"{gone:,}件の記録を消しました。")
