"""Tell owners of files whose rights end."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from cms.assets.rights.models import RightsRecord
from cms.core.calendar import today
from cms.quality.services import remind_of_ending_rights


class Command(BaseCommand):
    help = "A task and a mail 60 days before rights in a file end. Run every night; repeatable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        with transaction.atomic():
            tasks = remind_of_ending_rights(on=today())
            for task in tasks:
                self.stdout.write(f"{task.valid_until}: {task.record.file}")
            if dry_run:
                transaction.set_rollback(True)
        for record in RightsRecord.objects.ended(on=today()).with_files():
            self.stdout.write(f"Ended {record.valid_until}: {record.file}")
        self.stdout.write(f"Tasks: {len(tasks)}{' (not kept)' if dry_run else ''}")
