"""Mails to municipalities that have not reported how a kit is used; meant for every morning."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from campaigns.models import Distribution
from campaigns.use.reminding import missing_reports, remind_of_report
from cms.core.calendar import today


class Command(BaseCommand):
    help = (
        "送って14日以上たっても使用報告のない自治体の職員に、メールでお願いします。"
        "同じ荷物については14日に一度、3回までです。メールのわからない自治体は、電話の一覧に残ります。"
        "くり返し実行できます。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="数えるだけで、送りません")

    def handle(self, *args: Any, **options: Any) -> None:
        on, sent, by_telephone = today(), 0, 0
        for distribution in Distribution.objects.open_on(on):
            for missing in missing_reports(distribution=distribution, on=on):
                if not missing.people:
                    by_telephone += 1
                    continue
                if not missing.may_be_written_to(on):
                    continue
                self.stdout.write(f"{missing.delivery}：{len(missing.people)}人")
                if options["dry_run"]:
                    sent += len(missing.people)
                else:
                    sent += remind_of_report(missing=missing, on=on)
        done = (
            "送りました" if not options["dry_run"] else "送ります（--dry-run：まだ送っていません）"
        )
        self.stdout.write(f"{sent:,}通を{done}。電話でお願いする配布先は{by_telephone:,}か所です。")
