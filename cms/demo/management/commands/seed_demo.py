from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand

from cms.demo.accounts import create_demo_accounts
from cms.demo.build import content, steps
from cms.demo.reviews import build_reviews


class Command(BaseCommand):
    help = "Fill the database with the sample site. Safe to run again; changes nothing then."

    def handle(self, **options: Any) -> None:
        todo = [
            *steps(),
            ("見本のアカウント", create_demo_accounts),
            ("審査の途中のもの（見本）", lambda: build_reviews(content("reviews.json"))),
        ]
        for number, (words, build) in enumerate(todo, start=1):
            self.stdout.write(f"[{number}/{len(todo)}] {words} …", ending="")
            self.stdout.flush()
            started = monotonic()
            build()
            self.stdout.write(f" {monotonic() - started:.1f}秒")
