"""No amount in prose: money and rates belong to dated parameters, or April makes the page wrong."""

import html
import re

_DIGITS = "0-9０-９"
_KANJI = "一二三四五六七八九十百千"
_ARABIC = rf"[{_DIGITS}][{_DIGITS},，.．]*\s*(?:[万億][{_DIGITS},，]*)?"
_ANY = rf"[{_DIGITS}{_KANJI}][{_DIGITS}{_KANJI},，.．]*\s*(?:[万億][{_DIGITS}{_KANJI},，]*)?"
_AMOUNT = re.compile(
    rf"(?!一円){_ANY}円(?!ショップ|均一|玉)"  # 関東一円 is a region, 百円玉 a coin
    rf"|{_ARABIC}えん(?!りょ)"
    rf"|[¥￥]\s*{_ARABIC}"
    rf"|(?<=[月年日]額)[\s約:：]*{_ARABIC}円?"
    rf"|[{_DIGITS}][{_DIGITS}.．]*\s*(?:[%％]|割(?!り)|パーセント)"
    rf"|[{_KANJI}]割(?![引り合当])"
)
_TAG = re.compile(r"<[^>]*>")


def amounts_in(text: str) -> list[str]:
    """Amounts (円, ¥, %, 割) that ``text`` states, in order; HTML tags are not looked into."""
    found = _AMOUNT.finditer(html.unescape(_TAG.sub(" ", text)))
    return [match.group().strip(" \u3000約:：") for match in found]
