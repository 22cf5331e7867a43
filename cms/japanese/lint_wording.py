"""How a sentence is built: its length, negations that cancel each other, honorifics."""

import re
from collections.abc import Iterator
from typing import Final

from cms.japanese.analyser import Morpheme, morphemes

Advice = tuple[str, str]  # the words of the text, what to do about them

# Where a sentence can end and another begin, best first.
_JOINTS: Final = (
    re.compile(r"[^、。]*?(?:ので|から|ため|けれど|けれども|ますが|ですが|たが|が)、"),
    re.compile(r"[^、。]*?(?:って|いて|して|れて|きて|て|で|し|り)、"),
    re.compile(r"[^、。]*?、"),
)
_NO: Final = "(?:ない|ません|ありません)"
_CANNOT: Final = "[^。]{0,30}?(?:ません|れない|きない)(?!か)"
_AS_POSITIVE: Final = "「〜すると、〜できます」の形で書いてください。"


def _patterns(*rows: Advice) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), advice) for pattern, advice in rows)


_NEGATIONS: Final = _patterns(
    (
        "なければ(?:なり|いけ)ません|なければ(?:ならない|いけない)|ないと(?:いけない|いけません)",
        "「〜してください」か「〜が必要です」と書いてください。",
    ),
    (
        f"ないわけでは{_NO}|なくは{_NO}|ないことは{_NO}|ないでは{_NO}",
        "打ち消しを2つ使わずに、「〜です」「〜ます」で書いてください。",
    ),
    (
        "ないとは(?:言え|いえ|限ら|かぎら)(?:ない|ません)",
        "「〜のこともあります」と書いてください。",
    ),
    (
        "ざるを[得え](?:ない|ません)",
        "「〜するしかありません」か「〜します」と書いてください。",
    ),
    (f"なければ{_CANNOT}", _AS_POSITIVE),
    (f"ないと{_CANNOT}", _AS_POSITIVE),
)
_HUMBLE: Final = _patterns(
    (
        "(?:さ?せて)?いただ(?:き|く|け|い)[ぁ-ん]{0,5}",
        "「〜してください」か「〜します」と書いてください。",
    ),
    ("ござい(?:ます|ません|ました)", "「あります」「です」と書いてください。"),
    ("(?:いた|致)し(?:ます|ません|ました|かね)", "「します」と書いてください。"),
    ("申し上げ|申しあげ", "「言います」「話します」と書いてください。"),
    ("いらっしゃ[いるっ]", "「来る」「いる」「行く」と書いてください。"),
    ("おっしゃ[いるっ]", "「言う」「話す」と書いてください。"),
    ("お越し", "「来る」「来てください」と書いてください。"),
    ("ご覧|御覧|拝見", "「見る」「見てください」と書いてください。"),
    ("伺[いうっ]", "「聞く」「行く」と書いてください。"),
    (
        "存じ|承り|承知|賜り|参り(?:ます|ました)|召し上が",
        "ふだん話すときの言葉で書いてください。",
    ),
    ("なさ(?:って|い(?!ます)|る|れる)", "「する」「してください」と書いてください。"),
)
_PREFIXES: Final = {"お", "ご", "御"}
# Words that everybody learns with their お or ご.
_EVERYDAY: Final = {
    *("金", "子", "母", "父", "兄", "姉", "茶", "湯", "昼", "知らせ", "飯", "互い", "菓子", "店"),
    *("腹", "弁当", "祭り", "正月", "年寄り", "盆", "風呂", "手伝い", "ばあ", "じい", "礼", "祝い"),
    *("見舞い", "越し", "覧"),  # the last two have a line of their own above
}


def how_to_split(sentence: str, characters: int, most: int) -> str:
    """Where a long sentence can be cut in two: at the joint that is nearest to its middle."""
    start = f"{characters}字あります。{most}字までの文に分けてください。"
    for joint in _JOINTS:
        ends = [found.end() for found in joint.finditer(sentence)]
        ends = [end for end in ends if len(sentence) * 0.2 < end < len(sentence) * 0.85]
        if ends:
            best = min(ends, key=lambda end: abs(end - len(sentence) / 2))
            return f"{start}「…{sentence[max(0, best - 9) : best]}」のあとで分けられます。"
    return start


def double_negations(sentence: str) -> Iterator[Advice]:
    done = 0
    for pattern, advice in _NEGATIONS:
        found = pattern.search(sentence, done)
        if found:
            yield found.group(), advice
            done = found.end()


def honorifics(sentence: str) -> Iterator[Advice]:
    for pattern, advice in _HUMBLE:
        if found := pattern.search(sentence):
            yield found.group(), advice
    words = list(morphemes(sentence))
    for number, word in enumerate(words[:-1]):
        following = words[number + 1]
        if _is_polite(word, following):
            yield word.surface + following.surface, _without_prefix(words, number)


def _is_polite(word: Morpheme, following: Morpheme) -> bool:
    return (
        word.surface in _PREFIXES
        and word.kind == "接頭辞"
        and following.kind in ("名詞", "動詞", "形容詞", "形状詞")
        and following.surface not in _EVERYDAY
        and following.lemma not in _EVERYDAY
    )


def _without_prefix(words: list[Morpheme], number: int) -> str:
    prefix, following = words[number].surface, words[number + 1]
    after = words[number + 2].surface if number + 2 < len(words) else ""
    if following.kind == "名詞" and after.startswith("くださ"):
        return f"「{following.surface}してください」と書いてください。"
    return f"「{prefix}」を取って書いてください。"
