from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.areas.services import load_areas


class Command(BaseCommand):
    help = "Load prefectures, municipalities, wards and postcodes. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="load even if nothing is new")

    def handle(self, *args: Any, force: bool, **options: Any) -> None:
        progress = self._report if options["verbosity"] else None
        result = load_areas(at=timezone.localtime(), force=force, progress=progress)
        if result.skipped and progress:
            self.stdout.write(_("Areas are up to date."))
        for area in result.unknown:
            self.stderr.write(
                _("%(area)s is not in the data: enter its last day and successor.") % {"area": area}
            )

    def _report(self, step: str, count: int) -> None:
        labels = {
            "areas": _("Areas: %(count)s"),
            "postal_codes": _("Postcodes: %(count)s"),
            "keys": _("Search keys: %(count)s"),
        }
        self.stdout.write(labels[step] % {"count": f"{count:,}"})
