from django.conf import settings
from wagtail.models import Page

from cms.core.languages import SIMPLE_JAPANESE, default_language
from cms.core.locales import language_of
from cms.japanese.linting import ORDINARY, PLAIN, Report, Standard, lint
from cms.readability.models import PlainTerm
from cms.readability.page_text import passages

STANDARDS: dict[str, Standard] = {SIMPLE_JAPANESE: PLAIN, settings.LANGUAGE_CODE: ORDINARY}


def is_japanese(page: Page) -> bool:
    return language_of(page.locale_id) in (default_language(), SIMPLE_JAPANESE)


def is_plain(page: Page) -> bool:
    return language_of(page.locale_id) == SIMPLE_JAPANESE


def report_on(page: Page) -> Report:
    """What is hard to read in this version of a Japanese page; strict for やさしい日本語."""
    terms = dict(PlainTerm.objects.active().values_list("term", "easy"))
    return lint(passages(page), terms, STANDARDS[language_of(page.locale_id)])
