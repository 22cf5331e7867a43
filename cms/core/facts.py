"""What of a page is the same in every language: copied to translations, never translated."""

from typing import Any

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField


def facts(*names: str) -> list[BaseTranslatableField]:
    """Fields that hold facts (numbers, dates, codes, addresses, official names) or the slug.

    Wagtail localize would offer every text to translators and, for links, another value a language.
    """
    return [SynchronizedField(name, overridable=False) for name in names]


def own(*names: str) -> list[BaseTranslatableField]:
    """Fields that each language keeps for itself: neither translated nor copied."""
    return [BaseTranslatableField(name) for name in names]


class FactBlock(blocks.CharBlock):
    """A short text that is no word: a telephone number, a code. Translators do not see it."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def deconstruct(self) -> tuple[str, Any, Any]:
        """As what it stands in for: migrations need not know who translates what."""
        return "wagtail.blocks.CharBlock", *super().deconstruct()[1:]


class FactChooserBlock(SnippetChooserBlock):
    """A record that is the same in every language, such as a dated amount."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def deconstruct(self) -> tuple[str, Any, Any]:
        return "wagtail.snippets.blocks.SnippetChooserBlock", *super().deconstruct()[1:]
