"""The questionnaires that come with the portal."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.core.calendar import today
from cms.surveys.ready_made import ready_made_surveys
from cms.surveys.services import add_missing_surveys


class Command(BaseCommand):
    help = (
        "利用者アンケートと、ポスター・チラシについてのアンケートを、なければ作ります（受付は止めておきます）。"
        "あるものは変えません。くり返し実行できます。"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        added = add_missing_surveys(records=ready_made_surveys(today()))
        for survey in added:
            self.stdout.write(f"作りました：{survey}")
        self.stdout.write(f"{len(added)}件を作りました。")
