from collections.abc import Iterator

from django.conf import settings
from wagtail.models import Page

from cms.core.content.parts import Kind, Part, parts_of
from cms.core.languages import SIMPLE_JAPANESE, default_language
from cms.core.locales import language_of
from cms.japanese.linting import ORDINARY, PLAIN, Passage, Report, Standard, lint
from cms.readability.models import PlainTerm

STANDARDS: dict[str, Standard] = {SIMPLE_JAPANESE: PLAIN, settings.LANGUAGE_CODE: ORDINARY}


def is_japanese(page: Page) -> bool:
    return language_of(page.locale_id) in (default_language(), SIMPLE_JAPANESE)


def is_plain(page: Page) -> bool:
    return language_of(page.locale_id) == SIMPLE_JAPANESE


def report_on(page: Page, parts: list[Part] | None = None) -> Report:
    """What is hard to read in this version of a Japanese page; strict for やさしい日本語.

    ``parts``: those of ``page``, where somebody has read them already.
    """
    terms = dict(PlainTerm.objects.active().values_list("term", "easy"))
    read = passages(parts_of(page) if parts is None else parts)
    return lint(read, terms, STANDARDS[language_of(page.locale_id)])


def passages(parts: list[Part]) -> Iterator[Passage]:
    """What visitors read; the words of links and pictures are parts of their own."""
    for part in parts:
        if part.kind in (Kind.TEXT, Kind.HEADING):
            yield Passage(part.where, part.text or "")
        elif part.kind is Kind.RICH:
            yield Passage(part.where, part.markup.words)
