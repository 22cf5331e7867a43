"""Which part of a word's reading belongs to which of its kanji."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from cms.japanese.analyser import hiragana

# ヶ between kanji is read as part of them (三ヶ月, 霞ヶ関).
KANJI: Final = "々〆〇ヶヵ\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAS_KANJI: Final = re.compile(f"[{KANJI}]")
_WORD: Final = re.compile(f"[{KANJI}ぁ-ゖァ-ヺー0-9０-９]+")
_RUNS: Final = re.compile(f"([{KANJI}]+)")
LONGEST: Final = 40  # characters; what is longer is no word

Part = tuple[int, int, str]  # first character, character behind the last, reading


@lru_cache(maxsize=16_384)
def readings_of_kanji(surface: str, reading: str) -> tuple[Part, ...]:
    """Parts of ``surface`` with their reading; kana stay outside.

    申し込み, もうしこみ → (0, 1, もう), (2, 3, こ). A reading that does not fit the kana of the
    word belongs to the word as a whole.
    """
    if not reading or not HAS_KANJI.search(surface) or len(surface) > LONGEST:
        return ()
    runs = [run for run in _RUNS.split(hiragana(surface)) if run]
    if found := _fit(runs, reading):
        return tuple(_parts(runs, found))
    word = _WORD.match(surface)  # the analyser knows 手当（など） as one word
    if word is None or HAS_KANJI.search(surface, word.end()):
        return ()
    return ((0, word.end(), reading),)


def _fit(runs: list[str], reading: str) -> tuple[str, ...]:
    """What each kanji run is read as, the first ones as short as can be; nothing if none fits.

    A place in run and reading is tried once: a hostile reading of equal kana costs its square, not
    every way of sharing it out.
    """

    @cache
    def rest(index: int, start: int) -> tuple[str, ...] | None:
        if index == len(runs):
            return () if start == len(reading) else None
        run = runs[index]
        if not HAS_KANJI.match(run):
            return rest(index + 1, start + len(run)) if reading.startswith(run, start) else None
        for end in range(start + 1, len(reading) + 1):
            if (found := rest(index + 1, end)) is not None:
                return (reading[start:end], *found)
        return None

    return rest(0, 0) or ()


def _parts(runs: list[str], readings: tuple[str, ...]) -> Iterator[Part]:
    position, rest = 0, list(readings)
    for run in runs:
        if HAS_KANJI.match(run):
            yield position, position + len(run), rest.pop(0)
        position += len(run)
