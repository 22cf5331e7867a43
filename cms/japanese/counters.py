"""How a number and what it counts are read together: 1人 ひとり, 20日 はつか, 3本 ぼん.

Only what a dictionary of words does not know; everything regular (3人, 5時, 3か月) it does.
"""

import re
from collections.abc import Iterator
from typing import Final

from cms.japanese.okurigana import Part

_NUMBER: Final = r"[0-9０-９]+(?:[,，.．][0-9０-９]+)*"
# Counter → what must not follow it, because it would be another word: 第3日曜日, 2人口.
_COUNTERS: Final = {
    "人": "口間材権気工",
    "日": "曜本程常用記刊",
    "月": "曜光",
    "歳": "出入",
    "才": "能",
    "分": "野類割",
    "本": "人日庁部社格気",
    "匹": "敵",
    "杯": "",
    "票": "決",
    "泊": "",
    "階": "段層級",
    "軒": "",
    "足": "りし",
}
_COUNTED: Final = re.compile(
    f"({_NUMBER})(?:"
    + "|".join(f"{c}(?![{other}])" if other else c for c, other in _COUNTERS.items())
    + ")"
)
# Number and counter are one word, in which the number has no reading of its own.
_DAYS: Final = {
    2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか", 8: "ようか",
    9: "ここのか", 10: "とおか", 14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか",
}  # fmt: skip
_TOGETHER: Final = {
    "人": {1: "ひとり", 2: "ふたり"},
    "日": _DAYS,
    "歳": {20: "はたち"},
    "才": {20: "はたち"},
}
_ALONE: Final = {"人": "にん", "日": "にち", "月": "がつ", "歳": "さい", "才": "さい"}
# The sound after 3, after a stop (1, 6, 8, 0), after everything else; 分 and 泊 also after 4.
_CHANGING: Final = {
    "本": ("ぼん", "ぽん", "ほん"),
    "匹": ("びき", "ぴき", "ひき"),
    "杯": ("ばい", "ぱい", "はい"),
    "票": ("びょう", "ぴょう", "ひょう"),
    "泊": ("ぱく", "ぱく", "はく"),
    "分": ("ぷん", "ぷん", "ふん"),
    "階": ("がい", "かい", "かい"),
    "軒": ("げん", "けん", "けん"),
    "足": ("ぞく", "そく", "そく"),
}
_STOPS_AFTER_FOUR: Final = "分泊"


def counted(text: str) -> Iterator[Part]:
    """Parts of ``text`` that are a number with its counter, or the counter alone."""
    for found in _COUNTED.finditer(text):
        number, middle, end = found.group(1), found.end(1), found.end()
        counter = text[middle:end]
        together = _together(number, counter, after=text[: found.start()][-1:])
        if together:
            yield found.start(), end, together
        else:
            yield middle, end, _ALONE.get(counter) or _changed(number, counter, text[end : end + 1])
        if text[end : end + 1] == "間" and counter in "日分":
            yield end, end + 1, "かん"


def _together(number: str, counter: str, *, after: str) -> str:
    value = int(number) if number.isdecimal() else 0
    if value == 1 and counter == "日" and after == "月":
        return "ついたち"
    return _TOGETHER.get(counter, {}).get(value, "")


def _changed(number: str, counter: str, following: str) -> str:
    if counter == "分" and following == "の":  # 2分の1
        return "ぶん"
    last = int(number[-1])
    after_three, after_stop, otherwise = _CHANGING[counter]
    if last == 3 or (last == 4 and counter in _STOPS_AFTER_FOUR):
        return after_three
    return after_stop if last in (0, 1, 6, 8) else otherwise
