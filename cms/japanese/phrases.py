"""Where a Japanese line may break: phrases (文節), so that headings never split a word."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budoux import Parser


@lru_cache(maxsize=1)
def _parser() -> "Parser":
    """BudouX's Japanese model, read once. Its own HTML output would write inline styles."""
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser()


@lru_cache(maxsize=8192)
def phrases(text: str) -> tuple[str, ...]:
    """The phrases of ``text`` in order; joined they are ``text`` again, unchanged."""
    return tuple(_parser().parse(text)) if text else ()
