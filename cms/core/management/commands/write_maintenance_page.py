from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.template.loader import render_to_string

from cms.settings.environment import ROOT

MAINTENANCE_PAGE = ROOT / "deploy" / "maintenance.html"


class Command(BaseCommand):
    help = "Write deploy/maintenance.html, which a web server shows while the portal is down."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, default=MAINTENANCE_PAGE)

    def handle(self, *, to: Path, **options: Any) -> None:
        to.write_text(render_to_string("maintenance.html"), encoding="utf-8")
