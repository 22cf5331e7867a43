"""Deletes registrations some days after their event; meant for every night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.core.calendar import now
from events.models import Registration
from events.services import forget_registrations
from events.services.forgetting import events_to_forget


class Command(BaseCommand):
    help = "終わってから決めた日数がたったイベントの申し込みを消します。くり返し実行できます。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="数えるだけで、消しません")

    def handle(self, *args: Any, **options: Any) -> None:
        at = now()
        if options["dry_run"]:
            due = Registration.objects.filter(event__in=events_to_forget(at=at)).count()
            self.stdout.write(f"{due:,}件が消す対象です。何も消していません（--dry-run）。")
            return
        gone = forget_registrations(at=at)
        self.stdout.write(f"{gone:,}件の申し込みを消しました。")
