from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from cms.search.services import load_synonyms

FILE = Path(__file__).resolve().parents[2] / "data" / "synonyms.txt"


class Command(BaseCommand):
    help = "Add the first synonyms. Safe to run again: keeps what editors changed or deleted."

    def handle(self, **options: Any) -> None:
        with FILE.open(encoding="utf-8") as lines:
            done = load_synonyms(lines=lines)
        if options["verbosity"]:
            self.stdout.write(
                f"同義語：追加 {done.created}、更新 {done.updated}、"
                f"変更なし {done.unchanged}、編集者の変更を優先 {done.kept}"
            )
