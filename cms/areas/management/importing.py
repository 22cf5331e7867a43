"""What the commands that read a table of areas have in common."""

from abc import abstractmethod
from pathlib import Path
from typing import Any, Protocol

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.areas.tables import Problem, UnreadableFileError

SHOWN_PROBLEMS = 50


class Reading(Protocol):
    problems: list[Problem]


class TableCommand(BaseCommand):
    """Reads a file, names every wrong cell, and imports all of it or, if asked, what is right."""

    @abstractmethod
    def read(self, content: bytes) -> Reading:
        """What the file says; raises ``UnreadableFileError``."""

    @abstractmethod
    def save(self, reading: Any) -> str:
        """Write it; returns the sentence that tells what was done."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--partial", action="store_true", help="import the rows without errors")

    def handle(self, *args: Any, file: Path, partial: bool, **options: Any) -> None:
        try:
            reading = self.read(file.read_bytes())
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
        self.stdout.write(self.save(reading))
