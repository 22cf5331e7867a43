"""Words of the sample site in other languages: pages, and the questions of the finder.

A translation is a copy of the Japanese page with other words: amounts, addresses, dates and all
else that is a fact comes from there. A page that has a translation already stays as it is.
"""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.html import format_html
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.fields import StreamField
from wagtail.models import Locale, Page

from cms.core.bulk_pages import references_once
from cms.core.models import SectionPage
from cms.demo.fronts import main_front
from measures.models import CheckNote, MeasurePage
from measures.services import translate_questions

UNCHECKED = "訳は未確認（要確認）。この言語が分かる人が読んで、よければこの行を消してください。"


@transaction.atomic
def build_translations(*, language: str, words: dict[str, Any]) -> None:
    """``words``: ``questions`` by key, and ``pages`` by address below the front page."""
    translate_questions(language=language, records=words["questions"])
    locale = Locale.objects.get(language_code=language)
    with references_once() as touched:
        for page, own_words in _untranslated(words["pages"], locale):
            touched.append(_translate(page, locale, own_words))


def _untranslated(
    words: dict[str, dict[str, Any]], locale: Locale
) -> Iterator[tuple[SectionPage, dict[str, Any]]]:
    """Japanese pages without a page in ``locale``, with the words for it."""
    home = main_front()
    by_path = {f"{home.url_path}{address}/": own for address, own in words.items()}
    found = Page.objects.filter(url_path__in=by_path, locale=home.locale)
    known = Page.objects.filter(locale=locale).values("translation_key")
    for page in found.exclude(translation_key__in=known).order_by("path").specific():
        yield page, by_path[page.url_path]


def _translate(source: SectionPage, locale: Locale, words: dict[str, Any]) -> SectionPage:
    page = source.copy_for_translation(locale)
    page.slug = source.slug
    for name, value in words.items():
        is_stream = isinstance(page._meta.get_field(name), StreamField)
        setattr(page, name, _in_blocks(page, name, value) if is_stream else value)
    if isinstance(page, MeasurePage):
        page.check_notes.add(CheckNote(text=UNCHECKED, about_words=True))
    page.full_clean()
    action = PublishPageRevisionAction(page.save_revision())
    action.object.tests_examples = False  # of the Japanese page, which has passed them
    action.execute(skip_permission_checks=True)
    return page


def _in_blocks(page: SectionPage, name: str, words: list[Any]) -> list[dict[str, Any]]:
    """The blocks of ``page`` with other words, by position; ValueError where they do not match."""
    blocks = getattr(page, name).get_prep_value()
    return [
        {**block, "value": _with_words(block["value"], own)}
        for block, own in zip(blocks, words, strict=True)
    ]


def _with_words(value: Any, words: Any) -> Any:
    """A text is replaced, of a record only the named parts: the rest is a fact."""
    if isinstance(value, dict):
        return {**value, **{name: _with_words(value[name], own) for name, own in words.items()}}
    if isinstance(value, list):
        return [_in_item(item, own) for item, own in zip(value, words, strict=True)]
    is_bare = str(value).startswith("<p") and not words.startswith("<p")
    return str(format_html("<p>{}</p>", words)) if is_bare else words


def _in_item(item: Any, words: Any) -> Any:
    """An item of a list as Wagtail stores it: the value alone, or in a record with its id."""
    if isinstance(item, dict) and item.keys() >= {"type", "value"}:
        return {**item, "value": _with_words(item["value"], words)}
    return _with_words(item, words)
