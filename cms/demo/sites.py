"""The sample site of 東京都 beside the national portal, with words of its own."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Site

from cms.core.calendar import today
from cms.core.languages import default_language
from cms.core.models import SectionPage, SiteSettings
from home.models import NewsIndexPage, NewsPage
from home.sites.checking import plan_site
from home.sites.making import make_site


@transaction.atomic
def build_site(words: dict[str, Any]) -> None:
    """As an operator makes it, by the same service; its words are put in once."""
    plan = plan_site(
        hostname=words["hostname"],
        port=_address()[1],
        prefecture=words["prefecture"],
        name=words["name"],
        on=today(),
    )
    site = make_site(plan)
    if plan.site:
        return
    SiteSettings.objects.filter(site=site).update(**words["settings"])
    home = site.root_page.specific
    for language, own in words["fronts"].items():
        _say(home.get_translation(Locale.objects.get(language_code=language)).specific, own)
    index = NewsIndexPage.objects.child_of(home).get()
    for language, own in words["news_index"].items():
        if language != default_language():
            _translated(index, language, own)
    for record in words["news"]:
        _announce(index, record)


def _say(page: SectionPage, words: dict[str, str]) -> None:
    for name, value in words.items():
        setattr(page, name, value)
    page.save_revision().publish()


def _translated(source: SectionPage, language: str, words: dict[str, str]) -> None:
    copy = source.copy_for_translation(Locale.objects.get(language_code=language))
    copy.slug = source.slug
    _say(copy, words)


def _announce(index: NewsIndexPage, record: dict[str, Any]) -> None:
    """A notice in every language that has words for it."""
    news = NewsPage(
        slug=record["slug"],
        locale=index.locale,
        published_on=today() - timedelta(days=record["days_ago"]),
        **record["words"][default_language()],
    )
    index.add_child(instance=news)
    news.save_revision().publish()
    for language, words in record["words"].items():
        if language != default_language():
            _translated(news, language, words)


def follow_address() -> None:
    """Sites say the host and port at which this installation is served today."""
    hostname, port = _address()
    for site in Site.objects.all():
        wanted = (hostname if site.is_default_site else site.hostname, port)
        if (site.hostname, site.port) != wanted:
            site.hostname, site.port = wanted
            site.save()


def _address() -> tuple[str, int]:
    """Host and port of the configured address of the portal."""
    parts = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return parts.hostname or "127.0.0.1", parts.port or (443 if parts.scheme == "https" else 80)
