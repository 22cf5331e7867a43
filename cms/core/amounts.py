"""No amount in prose: money and rates belong to dated parameters, or April makes the page wrong."""

import html
import re

_NUMERALS = "0-9０-９一二三四五六七八九十百千"
_AMOUNT = re.compile(
    rf"[{_NUMERALS}][{_NUMERALS},，.．]*\s*(?:[万億][{_NUMERALS},，]*)?円"
    rf"|[0-9０-９][0-9０-９.．]*\s*(?:[%％]|割(?!り)|パーセント)"
)
_TAG = re.compile(r"<[^>]*>")


def amounts_in(text: str) -> list[str]:
    """Amounts (円, %, 割) that ``text`` states, in order; HTML tags are not looked into."""
    return [match.group() for match in _AMOUNT.finditer(html.unescape(_TAG.sub(" ", text)))]
