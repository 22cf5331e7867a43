"""Accounts whose last day is over are closed; meant for every morning."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.accounts.models import User
from cms.accounts.origin import Origin
from cms.accounts.services.people import end_expired_accounts
from cms.core.calendar import now


class Command(BaseCommand):
    help = "使える期限がすぎたアカウントを終わらせます。くり返し実行できます。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="調べるだけで、終わらせません")

    def handle(self, *args: Any, **options: Any) -> None:
        origin = Origin(at=now())
        today = origin.at.date()
        if options["dry_run"]:
            waiting = User.objects.filter(is_active=True, expires_on__lt=today)
            for user in waiting.order_by("pk"):
                self.stdout.write(f"{user.username}（{user.expires_on}まで）")
            self.stdout.write("調べただけです。何も変えていません（--dry-run）。")
            return
        ended = end_expired_accounts(today=today, origin=origin)
        self.stdout.write(f"{len(ended):,}人のアカウントを終わらせました。")
