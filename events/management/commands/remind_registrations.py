"""Mails of the day before; meant for every morning."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.core.calendar import now
from events.models import EventPage
from events.services import due_reminders, remind, tell_cancellation


class Command(BaseCommand):
    help = (
        "あすまでに始まるイベントに参加する人へ、お知らせのメールを1回だけ送ります。"
        "中止の知らせが届いていない人がいれば、それも送ります。くり返し実行できます。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="数えるだけで、送りません")

    def handle(self, *args: Any, **options: Any) -> None:
        at = now()
        due = list(due_reminders(at=at))
        if options["dry_run"]:
            self.stdout.write(f"{len(due):,}件が送る対象です。何も送っていません（--dry-run）。")
            return
        sent = sum(remind(registration=each, on=at.date(), at=at) for each in due)
        cancelled = EventPage.objects.filter(is_cancelled=True, live=True, ends_at__gt=at)
        told = sum(tell_cancellation(event=event, at=at) for event in cancelled)
        self.stdout.write(f"お知らせを{sent:,}件、中止の知らせを{told:,}件送りました。")
