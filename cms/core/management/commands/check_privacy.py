from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.test import Client
from wagtail.models import Site

from cms.core.privacy.crawling import PER_SECTION, Crawl
from cms.core.privacy.secrets import all_secrets
from cms.core.sites import all_sites


class Command(BaseCommand):
    help = (
        "Walk every public address of every site as a stranger and look for the titles, texts and "
        "files that are not public. Ends with an error when one is found."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--per-section",
            type=int,
            default=PER_SECTION,
            help="addresses of one section in one language (default: %(default)s)",
        )

        parser.add_argument(
            "--language",
            action="append",
            choices=[code for code, _name in settings.LANGUAGES],
            help="only this language; may be given several times (default: all)",
        )

    def handle(
        self, *, per_section: int, language: list[str] | None = None, **options: Any
    ) -> None:
        secrets = all_secrets()
        languages = language or [code for code, _name in settings.LANGUAGES]
        crawls = [
            Crawl(_stranger(site), secrets, per_section=per_section, languages=languages)
            for site in all_sites()
        ]
        found = list(dict.fromkeys(leak for crawl in crawls for leak in crawl.leaks()))
        seen = sum(len(crawl.seen) for crawl in crawls)
        self.stdout.write(
            f"非公開のページとファイル：{len(secrets)}件、見て回ったアドレス：{seen}件"
        )
        for leak in found:
            self.stderr.write(str(leak))
        if found:
            raise CommandError(f"非公開のものが{len(found)}か所で見えています。")
        self.stdout.write("非公開のものは、どこにも見えませんでした。")


def _stranger(site: Site) -> Client:
    """A client of ``site`` without a sign-in; pages that fail are answers too."""
    return Client(
        raise_request_exception=False, SERVER_NAME=site.hostname, SERVER_PORT=str(site.port)
    )
