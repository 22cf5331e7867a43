from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cms.core.calendar import today
from cms.workflow.services.reminding import (
    late_steps,
    notify_owners,
    pages_to_look_at,
    remind_of_steps,
)


class Command(BaseCommand):
    help = (
        "Mail whose turn a step is that is nearly or already late (once in 7 days), and "
        "owners of pages whose day of review is near or over (once a day of review)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count only")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        on = today()
        steps, pages = late_steps(on=on), pages_to_look_at(on=on)
        if dry_run:
            self.stdout.write(f"催促する確認：{steps.count()}件、見直すページ：{pages.count()}件")
            return
        sent = remind_of_steps(steps=list(steps), on=on)
        told = notify_owners(pages=list(pages), on=on)
        self.stdout.write(f"催促のメール：{sent}通、見直しのメール：{told}通")
