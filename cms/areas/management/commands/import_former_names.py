from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.areas.former_names import UnreadableFileError, read_former_names
from cms.areas.services import save_former_names

SHOWN_PROBLEMS = 50


class Command(BaseCommand):
    help = "Import old municipality names from a CSV file. Safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--partial", action="store_true", help="import the rows without errors")

    def handle(self, *args: Any, file: Path, partial: bool, **options: Any) -> None:
        try:
            reading = read_former_names(file.read_bytes(), on=timezone.localdate())
        except OSError as error:
            raise CommandError(
                _("The file “%(file)s” cannot be opened.") % {"file": file}
            ) from error
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        for problem in reading.problems[:SHOWN_PROBLEMS]:
            self.stderr.write(str(problem))
        if reading.problems and not partial:
            raise CommandError(
                _("%(count)s cells are wrong; nothing was imported. Correct them or use --partial.")
                % {"count": len(reading.problems)}
            )
        created, changed = save_former_names(names=reading.names)
        self.stdout.write(
            _("Old names: %(created)s created, %(changed)s changed, %(same)s left alone.")
            % {
                "created": created,
                "changed": changed,
                "same": len(reading.names) - created - changed + reading.unchanged,
            }
        )
