"""Where a Japanese line may break: phrases (文節), so that headings never split a word."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budoux import Parser


SPACED = 16  # one space in so many characters, and two of them, is 分かち書き


@lru_cache(maxsize=1)
def _parser() -> "Parser":
    """BudouX's Japanese model, read once. Its own HTML output would write inline styles."""
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser()


@lru_cache(maxsize=8192)
def phrases(text: str) -> tuple[str, ...]:
    """The phrases of ``text`` in order; joined they are ``text`` again, unchanged.

    Text with spaces between its words (分かち書き, as in やさしい日本語) breaks there.
    """
    if text.count(" ") >= max(2, len(text) / SPACED):
        return tuple(re.findall(r"[^ ]+ *|^ +", text))
    return tuple(_parser().parse(text)) if text else ()
