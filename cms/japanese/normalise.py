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
# 三ヶ月 is read か, 龍ケ崎 and 茅ヶ崎 are read が; people write both with a small or large ケ or カ.
_COUNTER = re.compile("(?<=[0-9一二三四五六七八九十百千数何])[ヶヵケカ](?=[月所国年条])")
_GA = re.compile("(?<=[\u3400-\u9fff々])[ヶヵケカ](?=[\u3400-\u9fff])")
_KATAKANA: Final = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_SMALL_KANA: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_SAME_SOUND: Final = str.maketrans("ぢづゐゑを", "じずいえお", "ー")

# Old or alternative shape → the one folded to. Place names first (鰺ヶ沢, 塩竈, 檮原, 飛驒 …), then
# the old shapes that family names and offices keep (髙, 﨑, 齋, 邉 …).
_VARIANTS: Final = str.maketrans(
    dict(
        pair.split("=")
        for pair in (
            "鰺=鯵 竈=釜 竃=釜 龍=竜 檜=桧 瀨=瀬 蘆=芦 壹=壱 澁=渋 澀=渋 嶋=島 嶌=島 﨑=崎 嵜=崎 髙=高 "
            "德=徳 邊=辺 邉=辺 齋=斎 齊=斉 澤=沢 濱=浜 濵=浜 廣=広 國=国 圀=国 條=条 學=学 縣=県 區=区 "
            "應=応 舘=館 曾=曽 鷗=鴎 礪=砺 讚=讃 驒=騨 櫻=桜 眞=真 與=与 寶=宝 寳=宝 惠=恵 靜=静 關=関 "
            "來=来 圓=円 冨=富 祗=祇 檮=梼 諌=諫 豬=猪 蕊=蘂 舖=舗 麴=麹 彌=弥 萬=万 會=会 當=当 稻=稲 "
            "鹽=塩 氣=気 經=経 榮=栄 瀧=滝 龜=亀 鐵=鉄 鷄=鶏 壽=寿 禮=礼 繩=縄 峯=峰 埜=野 渕=淵 籠=篭 "
            "薗=園 藪=薮 莊=荘 藏=蔵 狹=狭 峽=峡 單=単 圍=囲 驛=駅 兒=児 獨=独 醫=医 團=団 聲=声 "
            "總=総 體=体 勞=労 險=険 發=発 證=証 擧=挙 辨=弁 辯=弁 變=変 戶=戸 步=歩 每=毎 豐=豊"
        ).split()
    )
)


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
    """Decimal digits of any script as ASCII, and dashes beside a digit as ``-``: １９２ー００４６ → 192-0046.

    Everything else stays as it was typed, also full-width brackets and letters.
    """
    plain = "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text
    )
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
    """Variation selectors: 葛 followed by one is still 葛 (葛飾区, 葛城市 write different glyphs)."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
