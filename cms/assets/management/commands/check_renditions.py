"""``manage.py check_renditions``: no public rendition of a private picture; for the nightly run."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.assets.services import remove_misplaced_renditions


class Command(BaseCommand):
    help = "Remove renditions that lie where the privacy of their picture does not allow."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remove_misplaced_renditions()} removed")
