"""Companies are reminded before their page is too old, then it is taken off; for every night."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.core.calendar import japanese_date, today
from companies.choices import Stage
from companies.services.ageing import LIMITS, Due, due_pages, remind_company, take_off


class Command(BaseCommand):
    help = (
        f"会社の情報の古さを見ます。確認から{LIMITS}。"
        "それぞれの30日前に、会社にメールで確認をお願いします。くり返し実行できます。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="調べるだけで、何もしません")

    def handle(self, *args: Any, **options: Any) -> None:
        on, taken, asked = today(), 0, 0
        for due in list(due_pages(on=on)):
            self.stdout.write(line_of(due))
            if options["dry_run"]:
                continue
            if due.stage is None:
                taken += take_off(due=due, on=on)
            else:
                asked += remind_company(due=due, on=on)
        if options["dry_run"]:
            self.stdout.write("調べただけです。何もしていません（--dry-run）。")
            return
        self.stdout.write(f"公開を終えた会社 {taken:,}、確認をお願いした会社 {asked:,}")


def line_of(due: Due) -> str:
    what = "公開を終えます" if due.stage is None else f"お願い（{Stage(due.stage).label}）"
    nobody = "" if due.submission else "（連絡先がないのでメールは送りません）"
    confirmed = japanese_date(due.page.confirmed_on) if due.page.confirmed_on else ""
    return f"{due.page.title}：{confirmed}に確認。{what}{nobody}"
