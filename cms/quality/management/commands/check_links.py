"""Look at the links of every public page."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from wagtail.models import Page

from cms.core.calendar import today
from cms.core.models import SectionPage
from cms.core.web_addresses import host_of
from cms.quality.fetching import look_at
from cms.quality.models import ExternalLink, LinkUse
from cms.quality.services import collect_links, forget_unused_links, note_answer


class Command(BaseCommand):
    help = (
        "Collect the links of public pages, and look at other sites where CHECK_LINKS allows it. "
        "Run every night; repeatable."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--most", type=int, default=300, help="addresses to look at in one run")
        parser.add_argument("--dry-run", action="store_true", help="say what would be looked at")

    def handle(self, *, most: int, dry_run: bool, **options: Any) -> None:
        if not dry_run:
            self._collect()
        due = ExternalLink.objects.due(on=today())[: max(most, 0)]
        if dry_run or not settings.CHECK_LINKS:
            self.stdout.write(f"Addresses to look at: {len(due)} (none was asked)")
        else:
            self._look(due)
        self.stdout.write(f"Links that lead nowhere: {LinkUse.objects.broken().count()}")

    def _collect(self) -> None:
        number = 0
        for page in Page.objects.filter(live=True).specific().iterator(chunk_size=100):
            if isinstance(page, SectionPage):
                number += collect_links(page=page)
        forget_unused_links()
        self.stdout.write(f"Links of public pages: {number}")

    def _look(self, due: Any) -> None:
        """One host is asked at most once in LINK_CHECK_PAUSE seconds."""
        last: dict[str, float] = {}
        for link in due:
            host = host_of(link.url)
            since = time.monotonic() - last.get(host, -settings.LINK_CHECK_PAUSE)
            time.sleep(max(settings.LINK_CHECK_PAUSE - since, 0))
            note_answer(link=link, answer=look_at(link.url), on=today())
            last[host] = time.monotonic()
        self.stdout.write(f"Addresses looked at: {len(due)}")
