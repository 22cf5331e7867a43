"""Choices and ticks that read as words wherever a block is shown without a template.

Wagtail compares versions and searches with what ``render_basic()`` answers, which is the stored
code. Migrations see Wagtail's own blocks.
"""

from typing import Any

from wagtail import blocks

YES, NO = "はい", "いいえ"


class NamedChoiceBlock(blocks.ChoiceBlock):
    def render_basic(self, value: Any, context: Any = None) -> str:
        labels = {str(key): str(label) for key, label in self.field.choices}
        return labels.get(str(value), str(value)) if value else ""


class YesNoBlock(blocks.BooleanBlock):
    def render_basic(self, value: Any, context: Any = None) -> str:
        return YES if value else NO

    def deconstruct(self) -> Any:
        _path, given, named = super().deconstruct()
        return "wagtail.blocks.BooleanBlock", given, named
