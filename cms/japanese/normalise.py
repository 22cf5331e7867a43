"""Bring Japanese text typed by people into one form, for matching and for safe storage.

Pure functions. ``fold`` and ``sound`` are for comparing, never for showing: they lose information.
"""

import re
import unicodedata
from typing import Final

# Look-alikes of a hyphen. NFKC leaves them as they are; people type all of them in telephone
# numbers and postcodes, and use some of them as a long-vowel mark (シングルマザ－).
_DASHES: Final = "-ー‐‑‒–—―−─━⁃˗﹘﹣－ｰ"
_DASH = re.compile(f"[{_DASHES}]")
_LONG_VOWEL = re.compile("(?<=[ぁ-ゖ])-+(?![-0-9])")
# 三ヶ月 is read か, 龍ケ崎 and 茅ヶ崎 are read が; both are written with a small or large ケ or カ.
_COUNTER = re.compile("(?<=[0-9一二三四五六七八九十百千数何])[ヶヵケカ](?=[月所国年条])")
_GA = re.compile("(?<=[\u3400-\u9fff々])[ヶヵケカ](?=[\u3400-\u9fff])")
_KATAKANA: Final = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_SMALL_KANA: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_SAME_SOUND: Final = str.maketrans("ぢづゐゑを", "じずいえお", "ー")

# Old or alternative shape → the one folded to. Place names first (鰺ヶ沢, 塩竈, 檮原, 飛驒 …), then
# the old shapes that family names and offices keep (髙, 﨑, 齋, 邉 …).
_OLD_SHAPES: Final = (
    "鰺竈竃龍檜瀨蘆壹澁澀嶋嶌﨑嵜髙德邊邉齋齊澤濱濵廣國圀條學縣區應舘曾鷗礪讚驒櫻眞"
    "與寶寳惠靜關來圓冨祗檮諌豬蕊舖麴彌萬會當稻鹽氣經榮瀧龜鐵鷄壽禮繩峯埜渕籠薗藪莊藏"
    "狹峽單圍驛兒獨醫團聲總體勞險發證擧辨辯變戶步每豐"
)
_NEW_SHAPES: Final = (
    "鯵釜釜竜桧瀬芦壱渋渋島島崎崎高徳辺辺斎斉沢浜浜広国国条学県区応館曽鴎砺讃騨桜真"
    "与宝宝恵静関来円富祇梼諫猪蘂舗麹弥万会当稲塩気経栄滝亀鉄鶏寿礼縄峰野淵篭園薮荘蔵"
    "狭峡単囲駅児独医団声総体労険発証挙弁弁変戸歩毎豊"
)
_VARIANTS: Final = str.maketrans(_OLD_SHAPES, _NEW_SHAPES)


def fold(text: str) -> str:
    """One spelling for matching: ``fold("シングル　マザ－") == fold("しんぐるまざー")``.

    Width and compatibility forms (NFKC), case, katakana → hiragana, old shapes of characters and
    ヶ・ケ・が between characters are made equal; white space, control and invisible characters go.
    A dash after kana is a long-vowel mark, any other dash is ``-``. Folding twice changes nothing.
    """
    for _ in range(8):  # removing a character may let its neighbours combine: repeat until stable
        folded = _fold_once(text)
        if folded == text:
            break
        text = folded
    return text


def sound(text: str) -> str:
    """``fold``, then every kana that is pronounced or typed alike becomes one.

    りゅう/りゆう, つづき/つずき and long-vowel marks meet; characters other than kana stay.
    """
    return fold(fold(text).translate(_SMALL_KANA).translate(_SAME_SOUND))


def digits(text: str) -> str:
    """Decimal digits of any script as ASCII, and dashes beside a digit as ``-``.

    １９２ー００４６ → 192-0046. Everything else, also full-width brackets, stays as typed.
    """
    plain = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    return re.sub(f"(?<=[0-9])[{_DASHES}]|[{_DASHES}](?=[0-9])", "-", plain)


def clean(text: str, limit: int) -> str:
    """Text that a database and a page can hold: at most ``limit`` characters.

    Control and invisible format characters (NUL, bidirectional overrides, zero-width) and lone
    surrogates go, line breaks and tabs become one blank, both ends are stripped.
    """
    if limit < 0:
        raise ValueError("limit must not be negative")
    kept = "".join(
        " " if char.isspace() else char
        for char in text[: limit * 4 + 64]
        if char.isspace() or not _is_invisible(char)
    )
    return " ".join(kept.split())[:limit].strip()


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).translate(_VARIANTS).lower()
    text = "".join(
        char
        for char in text
        if not (char.isspace() or _is_invisible(char) or _chooses_a_glyph(char))
    )
    text = _GA.sub("が", _COUNTER.sub("か", text))
    text = _DASH.sub("-", text.translate(_KATAKANA))
    return unicodedata.normalize("NFKC", _LONG_VOWEL.sub("ー", text))


def _is_invisible(char: str) -> bool:
    """Control (NUL …), format (bidirectional overrides, zero width …) and lone surrogates."""
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"}


def _chooses_a_glyph(char: str) -> bool:
    """Variation selectors: 葛 followed by one is still 葛 (葛飾区 and 葛城市 differ)."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
