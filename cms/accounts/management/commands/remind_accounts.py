"""Mails to owners whose people are not confirmed yet; meant for every morning."""

from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.accounts.services.reminding import due_reminders, remind
from cms.core.calendar import today


class Command(BaseCommand):
    help = (
        "2月1日から4月30日まで、続けて使う人の確認を所有者にメールでお願いします。"
        "同じ人へは14日に一度です。くり返し実行できます。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="数えるだけで、送りません")

    def handle(self, *args: Any, **options: Any) -> None:
        on, sent, failed = today(), 0, 0
        for reminder in due_reminders(today=on):
            self.stdout.write(f"{reminder.owner.municipality}：{reminder.count}人")
            if options["dry_run"]:
                continue
            try:
                remind(reminder=reminder, today=on)
                sent += 1
            except (SMTPException, OSError) as error:
                failed += 1
                self.stderr.write(f"送れませんでした：{type(error).__name__}")
        if options["dry_run"]:
            self.stdout.write("調べただけです。送っていません（--dry-run）。")
            return
        self.stdout.write(f"{sent:,}通を送りました。")
        if failed:
            raise CommandError(f"{failed:,}通を送れませんでした。次の実行で、もう一度送ります。")
