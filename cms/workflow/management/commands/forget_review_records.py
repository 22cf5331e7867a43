from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.core.calendar import now
from cms.workflow.models import ReviewRecord
from cms.workflow.services.recording import forget_records

KEPT_DAYS = 6 * 366  # five fiscal years after the one of the act
LEAST_DAYS = 5 * 366


class Command(BaseCommand):
    help = "Delete 協議記録 after their retention time: five fiscal years."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=KEPT_DAYS, help="default: %(default)s")
        parser.add_argument("--dry-run", action="store_true", help="count only")

    def handle(self, *, days: int, dry_run: bool, **options: Any) -> None:
        if days < LEAST_DAYS:
            raise CommandError(f"協議記録は{LEAST_DAYS}日より前に消せません。")
        before = now() - timedelta(days=days)
        if dry_run:
            self.stdout.write(f"{ReviewRecord.objects.filter(at__lt=before).count()}件が対象です。")
            return
        self.stdout.write(f"{forget_records(before=before)}件を消しました。")
