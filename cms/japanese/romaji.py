"""Kana → Hepburn, and one key under which every way of typing a name in Latin letters meets."""

import re
import unicodedata
from typing import Final

from cms.japanese.normalise import fold

# Rows of the syllabary by their consonant: vowels follow in the order a i u e o.
_ROWS: Final = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",
    "h": "はひふへほ", "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ",
    "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
_IRREGULAR: Final = {
    "し": "shi", "ち": "chi", "つ": "tsu", "ふ": "fu", "じ": "ji", "ぢ": "ji", "づ": "zu",
    "や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ん": "n",
    "ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o", "ゃ": "ya", "ゅ": "yu", "ょ": "yo",
    "ゎ": "wa", "ゔ": "vu", "ゕ": "ka", "ゖ": "ke",
}  # fmt: skip
_PLAIN: Final = {
    kana: consonant + vowel
    for consonant, row in _ROWS.items()
    for kana, vowel in zip(row, "aiueo", strict=True)
} | _IRREGULAR
# きゃ → kya, しゃ → sha, てぃ → ti: the syllable's own vowel gives way to the small kana's.
_SMALL_Y: Final = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_SMALL_VOWEL: Final = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}

# Kunrei, Nihon-shiki, wāpuro and passport spellings → Hepburn, longest first.
_SPELLINGS: Final = {
    "dzu": "zu", "dji": "ji", "dzi": "ji",
    "sya": "sha", "syu": "shu", "syo": "sho", "tya": "cha", "tyu": "chu", "tyo": "cho",
    "cya": "cha", "cyu": "chu", "cyo": "cho", "zya": "ja", "zyu": "ju", "zyo": "jo",
    "jya": "ja", "jyu": "ju", "jyo": "jo", "dya": "ja", "dyu": "ju", "dyo": "jo",
    "tsu": "tsu", "sh": "sh", "ch": "ch",
    "si": "shi", "ti": "chi", "tu": "tsu", "hu": "fu", "zi": "ji", "di": "ji", "du": "zu",
    "wo": "o", "la": "ra", "li": "ri", "lu": "ru", "le": "re", "lo": "ro",
}  # fmt: skip
_SPELLING = re.compile("|".join(sorted(_SPELLINGS, key=len, reverse=True)))


def romaji(kana: str) -> str:
    """Hepburn in lower case without long vowels: ``romaji("はちおうじ") == "hachioji"``.

    おう, おお and うう count as long, also across the parts of a compound (まつうら → matsura): a
    caller who knows the parts joins them. Characters that are not kana stay as they are.
    """
    out: list[str] = []
    doubled = False
    for char in fold(kana):
        if char == "っ":
            doubled = True
            continue
        if not _merges(out, char):
            out.append(_double(_PLAIN.get(char, char)) if doubled else _PLAIN.get(char, char))
        doubled = False
    return _shorten("".join(out))


def romaji_key(text: str) -> str:
    """Key for comparing Latin spellings; letters and digits only, never for showing.

    Hachioji, Hachiouji, Hachiohji, Hachiōji, hati-ozi and HACHIOUJI all give ``hachioji``.
    """
    key = re.sub("[^a-z0-9]", "", unicodedata.normalize("NFKD", fold(text)))
    for _ in range(8):  # a spelling may appear when another was replaced: ddi → dji → ji
        before, key = key, _respell(key)
        if key == before:
            break
    return key


def _respell(letters: str) -> str:
    letters = _SPELLING.sub(lambda match: _SPELLINGS[match.group()], letters)
    letters = letters.replace("tch", "cch")  # Kutchan, kuttyan
    letters = re.sub("m(?=[bpm])", "n", letters)  # Namba, Gumma
    letters = re.sub("n{2,}(?![aiueoy])", "n", letters)  # shinnjuku, as typed on a keyboard
    letters = re.sub("(?<=[ou])h(?![aiueoy])", "", letters)  # Ohno, Hachiohji
    letters = re.sub("o[ou]+", "o", letters)
    return re.sub(r"([aiue])\1+", r"\1", letters)


def _merges(out: list[str], char: str) -> bool:
    """Let a small kana change the syllable before it; True when it did."""
    if char == "ー":
        return True
    before = out[-1] if out else ""
    if char in _SMALL_Y and len(before) > 1 and before.endswith("i"):
        glide = "" if before.endswith(("shi", "chi", "ji")) else "y"
        out[-1] = before[:-1] + glide + _SMALL_Y[char]
        return True
    if char in _SMALL_VOWEL and len(before) > 1 and before[-1] in "aiueo":
        out[-1] = before[:-1] + _SMALL_VOWEL[char]
        return True
    return False


def _double(syllable: str) -> str:
    """っ + syllable: kka, but tcha (Kutchan)."""
    if syllable.startswith("ch"):
        return "t" + syllable
    return (
        syllable[0] + syllable if syllable[0].isascii() and syllable[0] not in "aiueo" else syllable
    )


def _shorten(latin: str) -> str:
    return re.sub("uu+", "u", re.sub("o[ou]+", "o", latin))
