"""Reasons against translating a page and against publishing a translation."""

from datetime import date
from typing import Any

from wagtail.models import DraftStateMixin, Page

from cms.core.languages import default_language
from cms.core.locales import language_of
from cms.core.models.private import TRANSLATED
from cms.core.querysets import read_permission_of
from cms.translation.selectors import managed, missing_strings
from cms.translation.texts import strings_of

NO_DRAFTS = "これは言語ごとに作ります。一覧の「追加」で、言語を選んで作ってください。"
ONLY_JAPANESE = "訳のもとは日本語のページです。日本語のページから翻訳に出してください。"


def why_not_translatable(thing: Any) -> str:
    """Words when ``thing`` cannot be submitted for translation, else nothing.

    What has no drafts would be public at once, in Japanese.
    """
    if isinstance(thing, Page) and read_permission_of(thing.specific_class):
        return TRANSLATED
    if language_of(thing.locale_id) != default_language():
        return ONLY_JAPANESE
    return "" if isinstance(thing, DraftStateMixin) else NO_DRAFTS


def unfinished(number: int) -> str:
    return f"まだ訳していない文が{number}か所あります。すべて訳してから、審査に出してください。"


def refuse_unfinished(page: Page, *, on: date) -> str:
    """Words when Japanese strings would stand between translated ones.

    A public translation stays as it is when new strings wait; only a version that shows them in
    Japanese is refused.
    """
    translation = managed(page)
    missing = missing_strings(translation) if translation else []
    shown = set(strings_of(page)) if missing else set()
    return unfinished(len(missing)) if shown & set(missing) else ""
